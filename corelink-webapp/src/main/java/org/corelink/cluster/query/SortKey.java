package org.corelink.cluster.query;

import java.util.Comparator;
import java.util.Optional;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;

/**
 * One column by which rows are sorted.
 *
 * @param ascending whether the lowest comes first
 */
public record SortKey(Column column, boolean ascending) {
    private static final String DESCENDING = "-";

    /** Reads the form of {@link #toString}; empty if there is no such column. */
    static Optional<SortKey> parse(String text) {
        boolean ascending = !text.startsWith(DESCENDING);
        return Column.ofKey(ascending ? text : text.substring(DESCENDING.length()))
                .map(column -> new SortKey(column, ascending));
    }

    Comparator<Row> order() {
        return column.order(ascending);
    }

    /** {@code "util"}, and {@code "-util"} if the highest comes first. */
    @Override
    public String toString() {
        return (ascending ? "" : DESCENDING) + column.key();
    }
}
