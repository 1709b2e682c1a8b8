package org.corelink.api.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import org.corelink.api.GpuFigure;
import org.corelink.api.Words;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** The metrics of one GPU of a live machine. */
final class GpuMetrics {
    private GpuMetrics() {}

    static void add(Families families, Labels labels, Gpu gpu) {
        families.info("corelink_gpu", "What card it is, and what software runs it", labels.merge(identity(gpu)));
        families.gauge(
                "corelink_gpu_working",
                "Whether the card works; 0 where the driver has lost it or it is in error",
                labels,
                gpu.condition().isWorking());
        for (Map.Entry<GpuQuantity, Integer> reading : gpu.reading().values().entrySet()) {
            figure(families, labels, GpuFigure.of(reading.getKey()), reading.getValue());
        }
        pcie(families, labels, "now", gpu.inventory().pcie().now());
        pcie(families, labels, "bottleneck", gpu.bottleneck());
        if (gpu.reading().throttleReasons() != null) {
            for (ThrottleReason reason : ThrottleReason.values()) {
                families.gauge(
                        "corelink_gpu_throttled",
                        "Whether the card runs slower than it could for this reason",
                        labels.add("reason", Words.of(reason)),
                        gpu.reading().throttleReasons().contains(reason));
            }
        }
    }

    private static Labels identity(Gpu gpu) {
        GpuIdentity identity = gpu.inventory().identity();
        return Labels.of(
                "model",
                gpu.model(),
                "uuid",
                orEmpty(identity.uuid()),
                "bus_id",
                orEmpty(identity.busId()),
                "vbios_version",
                orEmpty(identity.vbios()),
                "driver_version",
                orEmpty(identity.driver()),
                "cuda_version",
                orEmpty(identity.cuda()));
    }

    /** To Prometheus an empty label is no label. */
    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void figure(Families families, Labels labels, GpuFigure figure, int value) {
        if (figure.counter()) {
            families.counter(figure.metric(), figure.help(), labels, figure.metricValue(value));
        } else {
            families.gauge(figure.metric(), figure.help(), labels, figure.metricValue(value));
        }
    }

    private static void pcie(Families families, Labels labels, String which, PcieLink link) {
        Labels named = labels.add("link", which);
        families.gauge(
                "corelink_gpu_pcie_generation",
                "Generation of the PCIe link: now, and of the slowest link of the way at its best",
                named,
                link.generation() == 0 ? null : link.generation());
        families.gauge("corelink_gpu_pcie_lanes", "Lanes of that link", named, link.lanes() == 0 ? null : link.lanes());
    }
}
