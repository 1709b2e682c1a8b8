package org.corelink.gpu;

import org.jspecify.annotations.Nullable;

/**
 * One sample of one GPU. A value that the driver does not give is null, never 0.
 *
 * @param utilizationPercent share of time in which a kernel ran, 0 to 100
 * @param memoryUsedMiB memory in use, MiB
 * @param memoryTotalMiB memory of the card, MiB
 * @param temperatureCelsius core temperature
 * @param powerWatts draw
 * @param powerLimitWatts enforced limit
 * @param fanPercent share of the fan's top speed
 * @param smClockMhz clock of the multiprocessors now
 * @param memoryClockMhz clock of the memory now
 */
public record GpuReading(
        @Nullable Integer utilizationPercent,
        @Nullable Integer memoryUsedMiB,
        @Nullable Integer memoryTotalMiB,
        @Nullable Integer temperatureCelsius,
        @Nullable Integer powerWatts,
        @Nullable Integer powerLimitWatts,
        @Nullable Integer fanPercent,
        @Nullable Integer smClockMhz,
        @Nullable Integer memoryClockMhz) {
    /** Nothing is known. */
    public static final GpuReading UNKNOWN = new GpuReading(null, null, null, null, null, null, null, null, null);
}
