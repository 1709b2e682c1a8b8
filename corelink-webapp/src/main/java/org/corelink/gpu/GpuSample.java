package org.corelink.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the driver gave.
 *
 * @param gpus sorted by index; empty where there is none
 * @param problem why there is no GPU ("nvidia-smi is not installed"), or what is wrong with one of those listed
 *     ("GPU 1: GPU is lost"), in words for a person; null when all is well
 * @param origin who was asked, and why
 */
public record GpuSample(List<Gpu> gpus, @Nullable String problem, Origin origin) {
    /** The problem of a machine whose driver runs and sees no card. */
    public static final String NO_GPU = "the driver lists no GPU";

    /** Said of a machine that has no card: nothing is wrong with it. */
    public static final String NO_DEVICE = "no NVIDIA device on the PCI bus";

    /** Takes an immutable copy of the list. */
    public GpuSample {
        gpus = List.copyOf(gpus);
    }

    /** A sample of unknown origin. */
    public GpuSample(List<Gpu> gpus, @Nullable String problem) {
        this(gpus, problem, Origin.UNKNOWN);
    }

    /** No GPU, for the given reason. */
    public static GpuSample none(String problem) {
        return new GpuSample(List.of(), problem);
    }

    /** These GPUs, and as the problem what is wrong with the first that does not work. */
    public static GpuSample of(List<Gpu> gpus) {
        return new GpuSample(
                gpus,
                gpus.stream()
                        .filter(gpu -> !gpu.condition().isWorking())
                        .map(gpu ->
                                "GPU " + gpu.index() + ": " + gpu.condition().reason())
                        .findFirst()
                        .orElse(null));
    }

    /** The same sample, with that problem unless it has one of its own. */
    public GpuSample orProblem(@Nullable String other) {
        return problem == null ? new GpuSample(gpus, other, origin) : this;
    }

    /** The same sample, from there. */
    public GpuSample from(Origin where) {
        return new GpuSample(gpus, problem, where);
    }

    /**
     * Who was asked for the GPUs.
     *
     * @param source {@code "NVML"}, {@code "nvidia-smi"} or {@code "none"}; empty if unknown
     * @param reason why that one, in words for a person
     * @param lastError the newest problem that it told of, even if all is well since; null if none
     */
    public record Origin(
            String source, String reason, @Nullable String lastError) {
        /** Nobody knows. */
        public static final Origin UNKNOWN = new Origin("", "", null);
    }
}
