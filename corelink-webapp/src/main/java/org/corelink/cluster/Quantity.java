package org.corelink.cluster;

import java.util.Locale;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.jspecify.annotations.Nullable;

/** Numbers with their units, as the console writes them. Null is unknown and becomes {@link Cell#UNKNOWN}. */
public final class Quantity {
    private static final double MIB_PER_GIB = 1_024;
    private static final double LARGE_GIB = 100;
    private static final double KIB_PER_MIB = 1_024;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long SECONDS_PER_HOUR = 3_600;

    private Quantity() {}

    /** {@code "97 %"} with a bar of that length. */
    public static Cell percent(@Nullable Integer percent) {
        return percent == null ? Cell.UNKNOWN : new Cell(percent + " %", Math.clamp(percent, 0, 100));
    }

    /** {@code "12.3 / 24.0 GiB"} with a bar for the share in use. */
    public static Cell memory(@Nullable Integer usedMib, @Nullable Integer totalMib) {
        if (usedMib == null || totalMib == null || totalMib <= 0) {
            return part(usedMib, null);
        }
        return memory(usedMib.longValue(), totalMib.longValue());
    }

    /**
     * The same where both are known, and the total is more than 0. Of 100 GiB and more, tenths tell nothing: {@code "98 / 140
     * GiB"}. The bar is the share of what is written.
     */
    public static Cell memory(long usedMib, long totalMib) {
        double unit = unit(totalMib);
        long used = Math.round(usedMib / unit);
        long total = Math.max(1, Math.round(totalMib / unit));
        return new Cell(
                gib(usedMib, unit) + " / " + gib(totalMib, unit) + " GiB",
                Math.clamp(Math.round(100.0 * used / total), 0, 100));
    }

    /** {@code "12.3 GiB"} of a memory of {@code totalMib}, as exactly as {@link #memory} has it. */
    static Cell part(@Nullable Integer mib, @Nullable Integer totalMib) {
        return mib == null ? Cell.UNKNOWN : Cell.of(gib(mib, unit(totalMib == null ? mib : totalMib)) + " GiB");
    }

    /** {@code "12.3"}: GiB with one decimal, or {@code "140"}. */
    public static String gib(long mib) {
        return gib(mib, unit(mib));
    }

    /** The least that is told of such an amount, MiB. */
    private static double unit(long mib) {
        return mib < LARGE_GIB * MIB_PER_GIB ? MIB_PER_GIB / 10 : MIB_PER_GIB;
    }

    private static String gib(long mib, double unit) {
        long units = Math.round(mib / unit);
        return unit == MIB_PER_GIB ? Long.toString(units) : units / 10 + "." + units % 10;
    }

    /** {@code "71 °C"}, {@code "2520 MHz"}: a whole number and its unit. */
    public static Cell whole(@Nullable Integer value, String unit) {
        return value == null ? Cell.UNKNOWN : Cell.of(value + " " + unit);
    }

    /** {@code "310 / 450 W"}; without a limit {@code "310 W"}. */
    public static Cell power(@Nullable Integer watts, @Nullable Integer limit) {
        if (watts == null) {
            return Cell.UNKNOWN;
        }
        return Cell.of(limit == null ? watts + " W" : watts + " / " + limit + " W");
    }

    /** {@code "1 / 10 Gbit/s"}, {@code "100 / 1000 Mbit/s"}: negotiated and best; 0 = unknown. */
    public static Cell link(int mbit, int maxMbit) {
        if (mbit == 0) {
            return Cell.UNKNOWN;
        }
        boolean gigabits = mbit % 1_000 == 0 && maxMbit % 1_000 == 0;
        int divisor = gigabits ? 1_000 : 1;
        String unit = gigabits ? " Gbit/s" : " Mbit/s";
        String best = maxMbit == 0 ? "" : " / " + maxMbit / divisor;
        return Cell.of(mbit / divisor + best + unit);
    }

    /** {@code "+3 ms"}, {@code "-1.25 s"}. */
    public static Cell drift(@Nullable Double seconds) {
        if (seconds == null) {
            return Cell.UNKNOWN;
        }
        return Cell.of(
                Math.abs(seconds) < 1
                        ? (seconds < 0 ? "-" : "+") + Math.round(Math.abs(seconds) * 1_000) + " ms"
                        : String.format(Locale.ROOT, "%+.2f s", seconds));
    }

    /** {@code "0.4 % CPU, 148 MiB RAM\n0.1 MiB disk"}, two lines: what CoreLink takes of its machine. */
    static String cost(ProcessCost process, DiskReading disk) {
        return or(process.cpuPercent(), "%.1f %%") + " CPU, "
                + or(process.residentMiB(), "%d MiB") + " RAM\n"
                + or(disk.ownKiB() == null ? null : disk.ownKiB() / KIB_PER_MIB, "%.1f MiB") + " disk";
    }

    private static String or(@Nullable Object value, String format) {
        return value == null ? Cell.UNKNOWN.text() : String.format(Locale.ROOT, format, value);
    }

    /** {@code "1.2 kbit/s"}. */
    public static String kilobits(double kbps) {
        return tenths(kbps) + " kbit/s";
    }

    /** A number of 0 or more with one decimal. Written all the time, and ten times as fast as by a format. */
    static String tenths(double value) {
        long tenths = Math.round(10 * value);
        return tenths / 10 + "." + tenths % 10;
    }

    /** {@code "3 d 4 h"}, {@code "4 h 12 min"}. */
    public static Cell duration(@Nullable Long seconds) {
        if (seconds == null) {
            return Cell.UNKNOWN;
        }
        long days = seconds / SECONDS_PER_DAY;
        long hours = seconds % SECONDS_PER_DAY / SECONDS_PER_HOUR;
        long minutes = seconds % SECONDS_PER_HOUR / 60;
        return Cell.of(days > 0 ? days + " d " + hours + " h" : hours + " h " + minutes + " min");
    }
}
