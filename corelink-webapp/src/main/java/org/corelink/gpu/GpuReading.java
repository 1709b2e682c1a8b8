package org.corelink.gpu;

import java.util.function.Function;
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
 * @param fanPercent share of the speed that its noise limit allows; the driver may report more than 100
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

    /**
     * A reading whose values come from {@code values}, asked once for each quantity.
     *
     * @param values gives null for what is unknown
     */
    public static GpuReading of(Function<GpuQuantity, @Nullable Integer> values) {
        return new GpuReading(
                values.apply(GpuQuantity.UTILIZATION),
                values.apply(GpuQuantity.MEMORY_USED),
                values.apply(GpuQuantity.MEMORY_TOTAL),
                values.apply(GpuQuantity.TEMPERATURE),
                values.apply(GpuQuantity.POWER),
                values.apply(GpuQuantity.POWER_LIMIT),
                values.apply(GpuQuantity.FAN),
                values.apply(GpuQuantity.SM_CLOCK),
                values.apply(GpuQuantity.MEMORY_CLOCK));
    }

    /** The value of one quantity, in its unit; null if unknown. */
    public @Nullable Integer value(GpuQuantity quantity) {
        return switch (quantity) {
            case UTILIZATION -> utilizationPercent;
            case MEMORY_USED -> memoryUsedMiB;
            case MEMORY_TOTAL -> memoryTotalMiB;
            case TEMPERATURE -> temperatureCelsius;
            case POWER -> powerWatts;
            case POWER_LIMIT -> powerLimitWatts;
            case FAN -> fanPercent;
            case SM_CLOCK -> smClockMhz;
            case MEMORY_CLOCK -> memoryClockMhz;
        };
    }
}
