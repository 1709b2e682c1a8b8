package org.corelink.gpu;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One sample of one GPU. A value that the driver does not give is null or not in the map, never 0.
 *
 * @param values what is measured, in the unit of each quantity
 * @param throttleReasons why it is slower than it could be; empty where it is not, null where unknown
 * @param processes on it, by process id; null where unknown
 */
public record GpuReading(
        Map<GpuQuantity, Integer> values,
        @Nullable Set<ThrottleReason> throttleReasons,
        @Nullable List<GpuProcess> processes) {
    /** Nothing is known. */
    public static final GpuReading UNKNOWN = new GpuReading(Map.of(), null, null);

    /** Takes immutable copies. */
    public GpuReading {
        Map<GpuQuantity, Integer> sorted = new EnumMap<>(GpuQuantity.class);
        sorted.putAll(values);
        values = Collections.unmodifiableMap(sorted);
        throttleReasons = throttleReasons == null ? null : inOrder(throttleReasons);
        processes = processes == null ? null : List.copyOf(processes);
    }

    private static Set<ThrottleReason> inOrder(Set<ThrottleReason> reasons) {
        Set<ThrottleReason> sorted = EnumSet.noneOf(ThrottleReason.class);
        sorted.addAll(reasons);
        return Collections.unmodifiableSet(sorted);
    }

    /** A reading of the {@link GpuQuantity#COLUMNS} alone, in their units. */
    public GpuReading(
            @Nullable Integer utilizationPercent,
            @Nullable Integer memoryUsedMiB,
            @Nullable Integer memoryTotalMiB,
            @Nullable Integer temperatureCelsius,
            @Nullable Integer powerWatts,
            @Nullable Integer powerLimitWatts,
            @Nullable Integer fanPercent,
            @Nullable Integer smClockMhz,
            @Nullable Integer memoryClockMhz) {
        this(
                known(quantity -> switch (quantity) {
                    case UTILIZATION -> utilizationPercent;
                    case MEMORY_USED -> memoryUsedMiB;
                    case MEMORY_TOTAL -> memoryTotalMiB;
                    case TEMPERATURE -> temperatureCelsius;
                    case POWER -> powerWatts;
                    case POWER_LIMIT -> powerLimitWatts;
                    case FAN -> fanPercent;
                    case SM_CLOCK -> smClockMhz;
                    case MEMORY_CLOCK -> memoryClockMhz;
                    default -> null;
                }),
                null,
                null);
    }

    /**
     * A reading of the {@link GpuQuantity#COLUMNS} alone, whose values come from {@code values}, asked once for each.
     *
     * @param values gives null for what is unknown
     */
    public static GpuReading of(Function<GpuQuantity, @Nullable Integer> values) {
        return new GpuReading(known(values), null, null);
    }

    private static Map<GpuQuantity, Integer> known(Function<GpuQuantity, @Nullable Integer> values) {
        Map<GpuQuantity, Integer> known = new EnumMap<>(GpuQuantity.class);
        for (GpuQuantity quantity : GpuQuantity.COLUMNS) {
            Integer value = values.apply(quantity);
            if (value != null) {
                known.put(quantity, value);
            }
        }
        return known;
    }

    /** The value of one quantity, in its unit; null if unknown. */
    public @Nullable Integer value(GpuQuantity quantity) {
        return values.get(quantity);
    }

    /** Whether any of the {@link GpuQuantity#COLUMNS} is known. */
    public boolean hasColumns() {
        return GpuQuantity.COLUMNS.stream().anyMatch(values::containsKey);
    }

    /** Share of time in which a kernel ran, 0 to 100. */
    public @Nullable Integer utilizationPercent() {
        return value(GpuQuantity.UTILIZATION);
    }

    /** Memory in use, MiB. */
    public @Nullable Integer memoryUsedMiB() {
        return value(GpuQuantity.MEMORY_USED);
    }

    /** Memory of the card, MiB. */
    public @Nullable Integer memoryTotalMiB() {
        return value(GpuQuantity.MEMORY_TOTAL);
    }

    /** Core temperature. */
    public @Nullable Integer temperatureCelsius() {
        return value(GpuQuantity.TEMPERATURE);
    }

    /** Draw. */
    public @Nullable Integer powerWatts() {
        return value(GpuQuantity.POWER);
    }

    /** Enforced limit. */
    public @Nullable Integer powerLimitWatts() {
        return value(GpuQuantity.POWER_LIMIT);
    }

    /** Share of the speed that its noise limit allows; the driver may report more than 100. */
    public @Nullable Integer fanPercent() {
        return value(GpuQuantity.FAN);
    }

    /** Clock of the multiprocessors now. */
    public @Nullable Integer smClockMhz() {
        return value(GpuQuantity.SM_CLOCK);
    }

    /** Clock of the memory now. */
    public @Nullable Integer memoryClockMhz() {
        return value(GpuQuantity.MEMORY_CLOCK);
    }
}
