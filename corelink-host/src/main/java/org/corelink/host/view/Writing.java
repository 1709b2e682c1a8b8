package org.corelink.host.view;

import java.util.Locale;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Unit;
import org.jspecify.annotations.Nullable;

/** How a column's values are written where each place counts: as short as they can be told from each other. */
final class Writing {
    /** What is not told. Never 0. */
    static final String UNKNOWN = "n/a";

    /** Where there is nothing to tell of. */
    static final String NONE = "–";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** From here on tenths of a GiB tell nothing. */
    private static final double LARGE_GIB = 100;

    private Writing() {}

    /** The value of an entry in a column. */
    static String of(Column column, Entry entry) {
        return switch (column) {
            case STATE -> state(entry);
            case MEMORY -> share(column, entry, Column.MEMORY_TOTAL);
            case POWER -> share(column, entry, Column.POWER_LIMIT);
            default -> value(column, entry);
        };
    }

    /**
     * How current it is, and for how long it has not been if it is not; else why it needs a look. Never by colour alone.
     */
    private static String state(Entry entry) {
        String trouble = entry.trouble();
        Double seen = entry.number(Column.SEEN);
        if (entry.state().equals("online")) {
            return trouble.isEmpty() ? "online" : trouble;
        }
        return seen == null ? entry.state() : entry.state() + " " + duration(seen.longValue());
    }

    private static String share(Column column, Entry entry, Column whole) {
        String part = value(column, entry);
        Double all = entry.number(whole);
        if (entry.number(column) == null || all == null) {
            return part;
        }
        String unit = symbol(column);
        return number(column, entry.number(column), all) + "/" + number(column, all, all) + unit;
    }

    private static String value(Column column, Entry entry) {
        Double number = entry.number(column);
        if (column.meaning() instanceof Amount amount) {
            if (number == null) {
                return unknown(column, entry);
            }
            return amount.unit() == Unit.DURATION
                    ? duration(number.longValue())
                    : number(column, number, number) + symbol(column);
        }
        String text = entry.text(column);
        return text == null || text.isEmpty() ? unknown(column, entry) : text;
    }

    private static String unknown(Column column, Entry entry) {
        boolean nothing = (!column.perNode() && !entry.hasGpu()) || column == Column.TROUBLE;
        return nothing ? NONE : UNKNOWN;
    }

    private static String number(Column column, @Nullable Double number, double scale) {
        double value = number == null ? 0 : number;
        return switch (unit(column)) {
            case MEMORY -> String.format(Locale.ROOT, scale < LARGE_GIB ? "%.1f" : "%.0f", value);
            case RATE -> String.format(Locale.ROOT, "%.1f", value);
            case OFFSET -> String.format(Locale.ROOT, "%+.0f", value);
            case SPEED -> String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
            default -> String.format(Locale.ROOT, "%.0f", value);
        };
    }

    private static String symbol(Column column) {
        return switch (unit(column)) {
            case MEMORY -> "G";
            case SPEED, RATE -> " " + unit(column).usual().text();
            default -> unit(column).usual().text();
        };
    }

    private static Unit unit(Column column) {
        return column.meaning() instanceof Amount amount ? amount.unit() : Unit.NUMBER;
    }

    /** {@code "12s"}, {@code "3m"}, {@code "4h12m"}, {@code "3d4h"}. */
    static String duration(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m";
        }
        return seconds < DAY
                ? seconds / HOUR + "h" + seconds % HOUR / MINUTE + "m"
                : seconds / DAY + "d" + seconds % DAY / HOUR + "h";
    }

    /** Of what a value is a share, from 0 to 1; null where nothing is known, or it is no share. */
    static @Nullable Double fraction(Column column, Entry entry) {
        Double part = entry.number(column);
        Double whole = column == Column.MEMORY ? entry.number(Column.MEMORY_TOTAL) : (Double) 100.0;
        if (part == null || whole == null || whole <= 0 || (column != Column.MEMORY && unit(column) != Unit.PERCENT)) {
            return null;
        }
        return Math.clamp(part / whole, 0, 1);
    }

    /** Numbers end below each other, words begin so. */
    static boolean isRightAligned(Column column) {
        return column.meaning() instanceof Amount;
    }

    /** The head of the column: its name in a search. */
    static String title(Column column) {
        return column.key().toUpperCase(Locale.ROOT);
    }
}
