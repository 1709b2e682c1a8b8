package org.corelink.node.system;

import org.jspecify.annotations.Nullable;

/**
 * What CoreLink's own process takes of its machine. What the kernel does not tell is null.
 *
 * @param cpuPercent of one processor, over the last ten seconds; several busy ones give more than 100
 * @param residentMiB memory that it holds
 * @param heapMiB of that, objects of Java, alive or not yet collected
 * @param threads of the process
 * @param descriptors files, sockets and pipes that are open
 */
public record ProcessCost(
        @Nullable Double cpuPercent,
        @Nullable Long residentMiB,
        @Nullable Long heapMiB,
        @Nullable Integer threads,
        @Nullable Integer descriptors) {
    /** Nothing is known. */
    public static final ProcessCost UNKNOWN = new ProcessCost(null, null, null, null, null);
}
