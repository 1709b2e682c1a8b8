package org.corelink.cluster.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Quantity;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.ThrottleReason;
import org.corelink.gpu.Xid;
import org.jspecify.annotations.Nullable;

/** The readings of a GPU as labelled values. */
final class GpuReadingFacts {
    private static final double KB_PER_MB = 1e3;
    private static final double KB_PER_GB = 1e6;

    private GpuReadingFacts() {}

    /** Utilisation, memory, temperature and power. */
    static List<Fact> meters(GpuReading reading) {
        return List.of(
                Fact.of("util", Quantity.percent(reading.utilizationPercent())),
                Fact.of("mem", Quantity.memory(reading.memoryUsedMiB(), reading.memoryTotalMiB())),
                Fact.of("temp", temperature(reading)),
                Fact.of("power", power(reading)));
    }

    /** Its bar ends where the card slows down. */
    private static Cell temperature(GpuReading reading) {
        Integer celsius = reading.temperatureCelsius();
        Integer slowdown = reading.value(GpuQuantity.SLOWDOWN_TEMPERATURE);
        Integer shutdown = reading.value(GpuQuantity.SHUTDOWN_TEMPERATURE);
        List<String> limits = new ArrayList<>();
        if (slowdown != null) {
            limits.add("slows down at " + slowdown + " °C");
        }
        if (shutdown != null) {
            limits.add("switches off at " + shutdown + " °C");
        }
        return new Cell(Quantity.whole(celsius, "°C").text(), share(celsius, slowdown), String.join(", ", limits));
    }

    private static Cell power(GpuReading reading) {
        Integer watts = reading.powerWatts();
        Integer limit = reading.powerLimitWatts();
        return new Cell(Quantity.power(watts, limit).text(), share(watts, limit));
    }

    private static int share(@Nullable Integer part, @Nullable Integer whole) {
        return part == null || whole == null || whole <= 0
                ? Cell.NO_BAR
                : Math.clamp(Math.round(100.0 * part / whole), 0, 100);
    }

    /** What else one looks for first. */
    static List<Fact> others(GpuReading reading, PcieLinks pcie) {
        Integer pState = reading.value(GpuQuantity.PERFORMANCE_STATE);
        return List.of(
                Fact.of("fan", Quantity.whole(reading.fanPercent(), "%")),
                Fact.of("smClock", Quantity.whole(reading.smClockMhz(), "MHz")),
                Fact.of("pState", pState == null ? null : "P" + pState),
                Fact.of("throttle", throttle(reading.throttleReasons())),
                Fact.of("pcieNow", PcieCells.now(pcie)),
                Fact.of("pcieBest", PcieCells.best(pcie)));
    }

    /** All that is left. */
    static List<Fact> more(GpuReading reading) {
        return List.of(
                Fact.of("memExact", memory(reading.memoryUsedMiB(), reading.memoryTotalMiB())),
                Fact.of("memClock", Quantity.whole(reading.memoryClockMhz(), "MHz")),
                Fact.of("memUtil", percent(reading, GpuQuantity.MEMORY_UTILIZATION)),
                Fact.of("encoder", percent(reading, GpuQuantity.ENCODER)),
                Fact.of("decoder", percent(reading, GpuQuantity.DECODER)),
                Fact.of("pcieSent", rate(reading.value(GpuQuantity.PCIE_SENT))),
                Fact.of("pcieReceived", rate(reading.value(GpuQuantity.PCIE_RECEIVED))));
    }

    /** {@code "12282 / 24564 MiB"}, as nvidia-smi has it. */
    private static @Nullable String memory(@Nullable Integer used, @Nullable Integer total) {
        return used == null ? null : used + (total == null ? "" : " / " + total) + " MiB";
    }

    private static Cell percent(GpuReading reading, GpuQuantity quantity) {
        return Quantity.whole(reading.value(quantity), "%");
    }

    private static @Nullable String throttle(@Nullable Set<ThrottleReason> reasons) {
        if (reasons == null) {
            return null;
        }
        return reasons.isEmpty()
                ? "nothing"
                : reasons.stream().map(ThrottleReason::inWords).collect(Collectors.joining(", "));
    }

    private static @Nullable String rate(@Nullable Integer kilobytes) {
        if (kilobytes == null) {
            return null;
        }
        return kilobytes < KB_PER_GB
                ? String.format(Locale.ROOT, "%.1f MB/s", kilobytes / KB_PER_MB)
                : String.format(Locale.ROOT, "%.2f GB/s", kilobytes / KB_PER_GB);
    }

    /** What only grows. */
    static List<Fact> counters(GpuReading reading) {
        Integer xid = reading.value(GpuQuantity.XID);
        return List.of(
                Fact.of("errors", errors(reading, GpuQuantity.CORRECTED_ERRORS, GpuQuantity.UNCORRECTED_ERRORS)),
                Fact.of(
                        "errorsEver",
                        errors(
                                reading,
                                GpuQuantity.LIFETIME_CORRECTED_ERRORS,
                                GpuQuantity.LIFETIME_UNCORRECTED_ERRORS)),
                Fact.of(
                        "pages",
                        pair(
                                reading.value(GpuQuantity.RETIRED_PAGES_SINGLE_BIT),
                                " single-bit",
                                reading.value(GpuQuantity.RETIRED_PAGES_DOUBLE_BIT),
                                " double-bit")),
                Fact.of(
                        "rows",
                        errors(reading, GpuQuantity.REMAPPED_ROWS_CORRECTED, GpuQuantity.REMAPPED_ROWS_UNCORRECTED)),
                Fact.of("xid", xid == null ? null : Xid.inWords(xid)));
    }

    private static @Nullable String errors(GpuReading reading, GpuQuantity corrected, GpuQuantity uncorrected) {
        return pair(reading.value(corrected), " corrected", reading.value(uncorrected), " not");
    }

    private static @Nullable String pair(
            @Nullable Integer one, String what, @Nullable Integer other, String otherWhat) {
        if (one == null && other == null) {
            return null;
        }
        return count(one) + what + ", " + count(other) + otherWhat;
    }

    private static String count(@Nullable Integer number) {
        return number == null ? Cell.UNKNOWN.text() : number.toString();
    }
}
