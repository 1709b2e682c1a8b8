package org.corelink.node.system;

import org.jspecify.annotations.Nullable;

/**
 * One look at the machine. What the kernel does not tell is null.
 *
 * @param cpuPercent share of time in which its processors worked since the look before, 0 to 100
 * @param load mean number of tasks that ran or waited
 * @param memory of the machine, not of a container's limit
 * @param uptimeSeconds since it booted
 * @param kernel release of the kernel, {@code "6.1.0-18-amd64"}
 * @param bootId random id of this boot
 */
public record SystemReading(
        @Nullable Double cpuPercent,
        @Nullable LoadAverage load,
        @Nullable MemorySize memory,
        @Nullable Long uptimeSeconds,
        @Nullable String kernel,
        @Nullable String bootId) {
    /** Nothing is known. */
    public static final SystemReading UNKNOWN = new SystemReading(null, null, null, null, null, null);
}
