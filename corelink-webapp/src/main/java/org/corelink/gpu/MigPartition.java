package org.corelink.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a GPU is divided into several (MIG).
 *
 * @param enabled null where unknown, or where the card cannot be divided
 * @param instances its parts, by index
 */
public record MigPartition(@Nullable Boolean enabled, List<Instance> instances) {
    /** Nothing is known, or the card cannot be divided. */
    public static final MigPartition UNKNOWN = new MigPartition(null, List.of());

    /** Takes an immutable copy of the list. */
    public MigPartition {
        instances = List.copyOf(instances);
    }

    /** Whether it is known to be divided, or ready to be. */
    public boolean isEnabled() {
        return Boolean.TRUE.equals(enabled);
    }

    /** The same parts when nobody knows what they hold now. */
    MigPartition atRest() {
        return new MigPartition(
                enabled, instances.stream().map(Instance::withoutMemoryUsed).toList());
    }

    /**
     * One part.
     *
     * @param index from 0
     * @param gpuInstance the driver's number of the GPU instance
     * @param computeInstance the driver's number of the compute instance within it
     * @param multiprocessors that it has, or null
     * @param memoryUsedMiB memory in use, MiB, or null
     * @param memoryTotalMiB memory that it has, MiB, or null
     */
    public record Instance(
            int index,
            int gpuInstance,
            int computeInstance,
            @Nullable Integer multiprocessors,
            @Nullable Integer memoryUsedMiB,
            @Nullable Integer memoryTotalMiB) {
        private Instance withoutMemoryUsed() {
            return new Instance(index, gpuInstance, computeInstance, multiprocessors, null, memoryTotalMiB);
        }
    }
}
