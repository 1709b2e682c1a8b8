package org.corelink.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the driver gave.
 *
 * @param gpus sorted by index; empty where there is none
 * @param problem why there is no GPU ("nvidia-smi is not installed"), or what is wrong with one of those listed
 *     ("GPU 1: GPU is lost"), in words for a person; null when all is well
 */
public record GpuSample(List<Gpu> gpus, @Nullable String problem) {
    /** Takes an immutable copy of the list. */
    public GpuSample {
        gpus = List.copyOf(gpus);
    }

    /** No GPU, for the given reason. */
    public static GpuSample none(String problem) {
        return new GpuSample(List.of(), problem);
    }
}
