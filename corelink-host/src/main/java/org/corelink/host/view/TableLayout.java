package org.corelink.host.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.cluster.Column;
import org.jline.utils.AttributedString;

/**
 * Which columns stand where in a line. What matters most comes first and is kept longest; a column that does not fit is left
 * out, and told in {@link #left}.
 *
 * @param slots in the order in which they stand
 * @param left columns that were wanted and did not fit
 */
record TableLayout(List<Slot> slots, List<Column> left) {
    /** By how much people miss them. All others follow in the order of {@link Column}. */
    private static final List<Column> WEIGHT = List.of(
            Column.NODE,
            Column.STATE,
            Column.GPU,
            Column.UTILIZATION,
            Column.MEMORY,
            Column.TEMPERATURE,
            Column.POWER,
            Column.MODEL);

    /** Texts that shrink where room is short: their end is the least of them. */
    private static final Map<Column, Integer> SHRINK = Map.of(Column.NODE, 7, Column.MODEL, 11, Column.PCIE, 8);

    /** The longest text of a column, by which a fifth of the line is bounded. */
    private static final int LONGEST = 26;

    private static final int SHORTEST = 12;

    private static final int LEAST_BAR = 8;
    private static final int LONGEST_BAR = 24;

    /** So that nothing moves when a number gets a digit more. */
    private static final Map<Column, Integer> USUAL = usual();

    /** Takes immutable copies. */
    TableLayout {
        slots = List.copyOf(slots);
        left = List.copyOf(left);
    }

    private static Map<Column, Integer> usual() {
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        widths.put(Column.STATE, "down 12s".length());
        widths.put(Column.UTILIZATION, "100%".length());
        widths.put(Column.MEMORY, "12.0/24.0G".length());
        widths.put(Column.TEMPERATURE, "71°C".length());
        widths.put(Column.POWER, "310/450W".length());
        widths.put(Column.FAN, "100%".length());
        widths.put(Column.CLOCK, "2520MHz".length());
        widths.put(Column.DRIFT, "+12ms".length());
        widths.put(Column.IO, "12.3 kbit/s".length());
        widths.put(Column.SEEN, "12s".length());
        return widths;
    }

    /** Lays the wanted columns out for {@code width} places. */
    static TableLayout of(Set<Column> wanted, List<Entry> entries, int width) {
        List<Slot> kept = new ArrayList<>();
        List<Column> left = new ArrayList<>();
        int room = width;
        for (Column column : byWeight(wanted)) {
            int gap = kept.isEmpty() ? 0 : gap(width);
            int natural = natural(column, entries, width);
            int least = Math.min(natural, SHRINK.getOrDefault(column, natural));
            // A bar is seen at a glance, and is worth more than the lesser columns.
            int free =
                    room - gap - (WEIGHT.contains(column) || !wanted.contains(Column.UTILIZATION) ? 0 : LEAST_BAR + 1);
            if (least > free) {
                left.add(column);
            } else {
                int given = Math.min(natural, free);
                kept.add(new Slot(column, given, 0));
                room -= given + gap;
            }
        }
        return new TableLayout(inOrder(withBars(kept, room)), left);
    }

    /** Every column as wide as it is, without bars: for whoever reads it with a program. */
    static TableLayout unbounded(Set<Column> wanted, List<Entry> entries) {
        List<Slot> slots = byWeight(wanted).stream()
                .map(column -> new Slot(column, longest(column, entries), 0))
                .toList();
        return new TableLayout(inOrder(slots), List.of());
    }

    static int gap(int width) {
        return width < 100 ? 1 : 2;
    }

    private static List<Column> byWeight(Set<Column> wanted) {
        List<Column> columns = new ArrayList<>(wanted);
        // The time since a machine was heard stands beside its state.
        columns.removeIf(column -> column == Column.SEEN && wanted.contains(Column.STATE));
        columns.sort(Comparator.comparingInt(TableLayout::weight).thenComparing(Comparator.naturalOrder()));
        return columns;
    }

    private static int weight(Column column) {
        int place = WEIGHT.indexOf(column);
        return place >= 0 ? place : WEIGHT.size();
    }

    private static int natural(Column column, List<Entry> entries, int width) {
        // Why a machine has no GPU is a sentence, which takes what room the models leave.
        List<Entry> deciding =
                column == Column.MODEL ? entries.stream().filter(Entry::hasGpu).toList() : entries;
        return Math.min(longest(column, deciding), Math.clamp(width / 5, SHORTEST, LONGEST));
    }

    private static int longest(Column column, List<Entry> entries) {
        int longest = Math.max(Writing.title(column).length() + 1, USUAL.getOrDefault(column, 0));
        for (Entry entry : entries) {
            longest = Math.max(longest, columns(Writing.of(column, entry)));
        }
        return longest;
    }

    private static int columns(String text) {
        // Nearly all: and asked of each cell.
        boolean plain = text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f);
        return plain ? text.length() : new AttributedString(text).columnLength();
    }

    /** What room is left becomes bars: of the utilisation, and of the memory if it is enough for both. */
    private static List<Slot> withBars(List<Slot> slots, int room) {
        List<Slot> shares = slots.stream()
                .filter(slot -> slot.column() == Column.UTILIZATION || slot.column() == Column.MEMORY)
                .limit(room / (LEAST_BAR + 1))
                .toList();
        if (shares.isEmpty()) {
            return slots;
        }
        int bar = Math.min(LONGEST_BAR, room / shares.size() - 1);
        return slots.stream()
                .map(slot -> shares.contains(slot) ? slot.withBar(bar) : slot)
                .toList();
    }

    private static List<Slot> inOrder(List<Slot> slots) {
        return slots.stream().sorted(Comparator.comparing(Slot::column)).toList();
    }
}
