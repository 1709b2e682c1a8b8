package org.corelink.page;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;
import org.jspecify.annotations.Nullable;

/** A line of the table as the page reads it. Of one request: not for several threads. */
public final class TableRow {
    private final Row row;
    private final boolean repeat;
    private final long nowNanos;
    private final Map<String, CellView> cells;

    /**
     * A line that shows {@code row}.
     *
     * @param columns those that the table has
     * @param repeat whether the line above is of the same machine, whose name need not be read twice
     * @param nowNanos when the page is made, in the time base of {@link System#nanoTime()}
     */
    TableRow(Row row, Collection<Column> columns, boolean repeat, long nowNanos) {
        this.row = row;
        this.repeat = repeat;
        this.nowNanos = nowNanos;
        cells = columns.stream().collect(Collectors.toMap(Column::key, column -> new CellView(column.cell(row))));
    }

    /** Identifies it in the page. */
    public String getKey() {
        return row.key();
    }

    /** Id of its machine, for links. */
    public String getNode() {
        return row.node().id().value();
    }

    /**
     * What it shows in each column of the table, by its key. A map and no method of a key: the page asks for a thousand cells,
     * and to call a method of that name it would look for it among all, each time.
     */
    public Map<String, CellView> getCells() {
        return cells;
    }

    /** Classes for the style sheet: the state of the machine, whether it is in trouble, and whether its name repeats. */
    public String getStyleClass() {
        String state = row.node().membership().name().toLowerCase(Locale.ROOT);
        return "is-" + state
                + (row.node().isInTrouble() ? " in-trouble" : "")
                + (repeat ? " repeat" : "")
                + (row.node().self() ? " self" : "");
    }

    /** How long ago the machine was heard, milliseconds. */
    public long getSeenMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - row.node().heardNanos());
    }

    /** The same for a page without script: {@code "12 s"}. */
    public String getSeenText() {
        return TimeUnit.MILLISECONDS.toSeconds(getSeenMillis()) + " s";
    }

    /** A cell as the page reads it. */
    public record CellView(Cell cell) {
        /** What stands there. */
        public String text() {
            return cell.text();
        }

        /** More about it; null for nothing. */
        public @Nullable String hint() {
            return cell.hint().isEmpty() ? null : cell.hint();
        }

        /** Whether it has a bar. */
        public boolean barred() {
            return cell.bar() != Cell.NO_BAR;
        }

        /** Length of its bar, 0 to 100; 0 where there is none. */
        public int length() {
            return Math.max(0, cell.bar());
        }
    }
}
