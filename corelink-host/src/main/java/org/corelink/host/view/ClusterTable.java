package org.corelink.host.view;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corelink.cluster.Column;
import org.corelink.cluster.query.RowSelection;
import org.corelink.cluster.query.SortKey;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a listing as lines.
 *
 * @param layout where the columns stand
 * @param gap places between two columns
 * @param byMachine whether the rows of a machine stand together, so that it is named once
 * @param look how the terminal can show them
 */
record ClusterTable(TableLayout layout, int gap, boolean byMachine, Look look) {
    private static final char ELLIPSIS = '…';

    /**
     * What a terminal can show.
     *
     * @param colours whether colours are wanted
     * @param lines whether it has more than ASCII
     */
    record Look(boolean colours, boolean lines) {}

    static ClusterTable of(RowSelection selection, List<Entry> entries, int width, Look look) {
        return new ClusterTable(
                TableLayout.of(columns(selection), entries, width), TableLayout.gap(width), byMachine(selection), look);
    }

    /** The same where nobody counts places. */
    static ClusterTable unbounded(RowSelection selection, List<Entry> entries, Look look) {
        return new ClusterTable(TableLayout.unbounded(columns(selection), entries), 2, byMachine(selection), look);
    }

    private static boolean byMachine(RowSelection selection) {
        return selection.sort().isEmpty() && !selection.troubleFirst();
    }

    /** Whatever is chosen: no row is told from another, and no old value from a new one, without these. */
    private static Set<Column> columns(RowSelection selection) {
        Set<Column> columns = EnumSet.of(Column.NODE, Column.STATE, Column.GPU);
        columns.addAll(selection.columns());
        return columns;
    }

    /** The line above the rows: names of columns, an arrow at those that sort. */
    AttributedString head(List<SortKey> sort) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (Slot slot : layout.slots()) {
            separate(line);
            Optional<SortKey> key =
                    sort.stream().filter(one -> one.column() == slot.column()).findFirst();
            String title = Writing.title(slot.column()) + key.map(this::arrow).orElse("");
            AttributedStyle style = Tone.STRONG.style(look.colours());
            line.append(aligned(slot.column(), title, slot.fullWidth()), key.isPresent() ? style.underline() : style);
        }
        return line.toAttributedString();
    }

    private String arrow(SortKey key) {
        if (look.lines()) {
            return key.ascending() ? "▲" : "▼";
        }
        return key.ascending() ? "^" : "v";
    }

    /** A line for each entry. What is the machine's stands at the first of its rows only where they stand together. */
    List<AttributedString> rows(List<Entry> entries) {
        List<AttributedString> lines = new ArrayList<>();
        Entry before = null;
        for (Entry entry : entries) {
            lines.add(row(entry, before));
            before = entry;
        }
        return lines;
    }

    private AttributedString row(Entry entry, @Nullable Entry before) {
        boolean again = byMachine && before != null && before.machine().equals(entry.machine());
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (Slot slot : layout.slots()) {
            separate(line);
            if (again && slot.column().perNode() && !(slot.column() == Column.STATE && isOwn(entry))) {
                line.append(" ".repeat(slot.fullWidth()));
            } else {
                cell(slot, entry, line);
            }
        }
        return line.toAttributedString();
    }

    /** Whether what stands in the column of the state is of this GPU, and not of its machine. */
    private static boolean isOwn(Entry entry) {
        return entry.state().equals("online") && !entry.trouble().isEmpty();
    }

    private void cell(Slot slot, Entry entry, AttributedStringBuilder line) {
        String text = Writing.of(slot.column(), entry);
        if (slot.bar() > 0) {
            bar(slot, entry, line);
            line.append(" ");
        }
        Tone tone = tone(slot.column(), entry, text);
        line.append(aligned(slot.column(), text, slot.width()), tone.style(look.colours()));
    }

    private static Tone tone(Column column, Entry entry, String text) {
        if (column == Column.STATE) {
            return Tone.of(entry);
        }
        if (!entry.isLive() || text.equals(Writing.UNKNOWN) || text.equals(Writing.NONE)) {
            return Tone.FAINT;
        }
        if (column == Column.NODE) {
            return Tone.STRONG;
        }
        return column == Column.TEMPERATURE && entry.trouble().equals("hot") ? Tone.WARNING : Tone.PLAIN;
    }

    private void bar(Slot slot, Entry entry, AttributedStringBuilder line) {
        Double share = Writing.fraction(slot.column(), entry);
        if (share == null) {
            line.append(" ".repeat(slot.bar()));
            return;
        }
        int halves = (int) Math.round(share * slot.bar() * 2);
        String full = (look.lines() ? "━" : "|").repeat(halves / 2);
        // Half a place is shown where a line can be that short.
        String half = look.lines() && halves % 2 == 1 ? "╸" : "";
        int rest = slot.bar() - full.length() - half.length();
        line.append(full + half, (entry.isLive() ? Tone.BAR : Tone.FAINT).style(look.colours()));
        // Not "─", for which JLine switches to a set of letters that not every terminal has ready.
        line.append((look.lines() ? "╌" : " ").repeat(rest), Tone.FAINT.style(look.colours()));
    }

    private void separate(AttributedStringBuilder line) {
        if (line.length() > 0) {
            line.append(" ".repeat(gap));
        }
    }

    private static String aligned(Column column, String text, int width) {
        String cut = cut(text, width);
        String room = " ".repeat(Math.max(0, width - new AttributedString(cut).columnLength()));
        return Writing.isRightAligned(column) ? room + cut : cut + room;
    }

    /** The beginning of a text that is too long, and a sign that it goes on. Letters can be two places wide. */
    static String cut(String text, int width) {
        AttributedString whole = new AttributedString(text);
        return whole.columnLength() <= width
                ? text
                : whole.columnSubSequence(0, Math.max(0, width - 1)).toString() + ELLIPSIS;
    }
}
