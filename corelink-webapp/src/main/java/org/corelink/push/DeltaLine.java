package org.corelink.push;

import java.util.List;
import java.util.stream.IntStream;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;
import org.corelink.push.LiveColumns.Leader;

/**
 * The cells of a machine, of one of its rows, or of the strip, before and after.
 *
 * @param firstColumn place of its first column among all
 */
record DeltaLine(int firstColumn, List<CellChange> cells, boolean isNews) {
    /** What a machine's own cells were and are. */
    static DeltaLine ofNode(Row before, Row after) {
        return of(0, LiveColumns.OF_NODES, before, after);
    }

    /** The same of one of its rows. */
    static DeltaLine ofRow(Row before, Row after) {
        return of(LiveColumns.OF_NODES.size(), LiveColumns.OF_ROWS, before, after);
    }

    private static DeltaLine of(int firstColumn, List<Column> columns, Row before, Row after) {
        List<CellChange> cells = IntStream.range(0, columns.size())
                .mapToObj(i -> CellChange.of(
                        columns.get(i).cell(before), columns.get(i).cell(after)))
                .toList();
        return of(firstColumn, cells);
    }

    /** A line of these cells. */
    static DeltaLine of(int firstColumn, List<CellChange> cells) {
        return new DeltaLine(firstColumn, cells, cells.stream().anyMatch(CellChange::isNews));
    }

    /** What the cell that leads the one at {@code index} lets one expect. */
    DeltaLead leadOf(int index) {
        Leader leader = LiveColumns.leader(firstColumn + index);
        return leader == null
                ? DeltaLead.NONE
                : DeltaLead.of(
                        cells.get(LiveColumns.ALL.indexOf(leader.column()) - firstColumn)
                                .firstStep(),
                        leader.factor());
    }
}
