package org.corelink.api.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The text formats of metrics. */
public enum MetricsText {
    /** The format of Prometheus, version 0.0.4. */
    PROMETHEUS("text/plain", PrometheusTextFormatWriter.create()),
    /** OpenMetrics 1.0. */
    OPEN_METRICS("application/openmetrics-text", OpenMetricsTextFormatWriter.create());

    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // The writers hold settings that never change.
    private final ExpositionFormatWriter writer;

    MetricsText(String mediaType, ExpositionFormatWriter writer) {
        this.mediaType = mediaType;
        this.writer = writer;
    }

    /** Without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** With version and charset. */
    public String contentType() {
        return writer.getContentType();
    }

    /** The metrics in this format, UTF-8. */
    public byte[] write(MetricSnapshots metrics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
