package org.corelink.api.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects samples by the name of their metric. A sample whose value is null is unknown, and is no sample. */
final class Families {
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, InfoSnapshot.Builder> infos = new LinkedHashMap<>();

    /** A value that goes up and down. */
    void gauge(String name, String help, Labels labels, @Nullable Number value) {
        if (value != null) {
            gauges.computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(name).help(help))
                    .dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(labels)
                            .value(value.doubleValue())
                            .build());
        }
    }

    /** The same for what is or is not: 1 or 0. */
    void gauge(String name, String help, Labels labels, boolean value) {
        gauge(name, help, labels, value ? 1 : 0);
    }

    /** A value that only grows; the name is without its {@code _total}. */
    void counter(String name, String help, Labels labels, @Nullable Number value) {
        if (value != null) {
            counters.computeIfAbsent(
                            name, _ -> CounterSnapshot.builder().name(name).help(help))
                    .dataPoint(CounterDataPointSnapshot.builder()
                            .labels(labels)
                            .value(value.doubleValue())
                            .build());
        }
    }

    /** What is told by labels alone; the name is without its {@code _info}. */
    void info(String name, String help, Labels labels) {
        infos.computeIfAbsent(name, _ -> InfoSnapshot.builder().name(name).help(help))
                .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build());
    }

    MetricSnapshots all() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        infos.values().forEach(info -> all.metricSnapshot(info.build()));
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        counters.values().forEach(counter -> all.metricSnapshot(counter.build()));
        return all.build();
    }
}
