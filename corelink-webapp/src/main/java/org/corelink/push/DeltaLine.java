package org.corelink.push;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;
import org.corelink.push.LiveColumns.Leader;

/**
 * The cells of a machine, of one of its rows, or of the strip, before and after.
 *
 * @param firstColumn place of its first column among all
 * @param cells none if nothing differs
 */
record DeltaLine(int firstColumn, List<CellChange> cells, boolean isNews) {
    private static final int FIRST_OF_ROWS = LiveColumns.OF_NODES.size();
    private static final DeltaLine SAME_ROW = new DeltaLine(FIRST_OF_ROWS, List.of(), false);

    /** What a machine's own cells were and are. */
    static DeltaLine ofNode(Row before, Row after) {
        return of(0, LiveColumns.OF_NODES, before, after);
    }

    /** The same of one of its rows. */
    static DeltaLine ofRow(Row before, Row after) {
        // Half of the cards of a cluster stand still.
        return after.hasOwnCellsOf(before) ? SAME_ROW : of(FIRST_OF_ROWS, LiveColumns.OF_ROWS, before, after);
    }

    private static DeltaLine of(int firstColumn, List<Column> columns, Row before, Row after) {
        List<CellChange> cells = new ArrayList<>(columns.size());
        for (Column column : columns) {
            cells.add(
                    column.isSame(before, after)
                            ? CellChange.NONE
                            : CellChange.of(column.cell(before), column.cell(after)));
        }
        return of(firstColumn, cells);
    }

    /** What these cells were and are. */
    static DeltaLine between(int firstColumn, List<Cell> before, List<Cell> after) {
        List<CellChange> cells = new ArrayList<>(after.size());
        for (int i = 0; i < after.size(); i++) {
            cells.add(CellChange.of(before.get(i), after.get(i)));
        }
        return of(firstColumn, cells);
    }

    /** A line of these cells. */
    static DeltaLine of(int firstColumn, List<CellChange> cells) {
        for (CellChange cell : cells) {
            if (cell.isNews()) {
                return new DeltaLine(firstColumn, Collections.unmodifiableList(cells), true);
            }
        }
        return new DeltaLine(firstColumn, List.of(), false);
    }

    /** What the cell that leads the one at {@code index} lets one expect. */
    DeltaLead leadOf(int index) {
        Leader leader = LiveColumns.leader(firstColumn + index);
        return leader == null
                ? DeltaLead.NONE
                : DeltaLead.of(cells.get(leader.place() - firstColumn).firstStep(), leader.factor());
    }
}
