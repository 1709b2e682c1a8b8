package org.corelink.push;

import java.util.List;
import java.util.stream.IntStream;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;

/**
 * The cells of a machine, or of one of its rows, before and after.
 *
 * @param key where it is: {@code "12"} for a machine, {@code "12/3"} for its fourth row
 * @param firstColumn place of its first column among all
 */
record DeltaLine(String key, int firstColumn, List<CellChange> cells) {
    /** What a machine's own cells were and are. */
    static DeltaLine ofNode(int position, Row before, Row after) {
        return new DeltaLine(Integer.toString(position), 0, changes(LiveColumns.OF_NODES, before, after));
    }

    /** The same of one of its rows. */
    static DeltaLine ofRow(int position, int row, Row before, Row after) {
        return new DeltaLine(
                position + "/" + row, LiveColumns.OF_NODES.size(), changes(LiveColumns.OF_ROWS, before, after));
    }

    private static List<CellChange> changes(List<Column> columns, Row before, Row after) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> CellChange.of(
                        columns.get(i),
                        columns.get(i).cell(before),
                        columns.get(i).cell(after)))
                .toList();
    }

    /** Whether any cell differs. */
    boolean isNews() {
        return cells.stream().anyMatch(CellChange::isNews);
    }
}
