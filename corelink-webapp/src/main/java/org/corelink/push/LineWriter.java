package org.corelink.push;

import java.util.function.Consumer;
import org.corelink.cluster.Cell;

/** Writes lines of cells as decisions, and learns from them. Deltas and snapshots are made of these. Not for several threads. */
final class LineWriter {
    private final Learned learned;
    private final DeltaWriter out;
    private final Consumer<Cell> told;

    /**
     * A writer that changes what was learned.
     *
     * @param out takes the decisions
     * @param told takes the cells that are told in full, in their order
     */
    LineWriter(Learned learned, DeltaWriter out, Consumer<Cell> told) {
        this.learned = learned;
        this.out = out;
        this.told = told;
    }

    /** Writes a line whose odds to differ at all stand at {@code place} of {@link DeltaTables#LINES}. */
    void add(int place, DeltaLine line) {
        out.decision(DeltaTables.LINES, place, line.isNews());
        for (int i = 0; line.isNews() && i < line.cells().size(); i++) {
            add(line.firstColumn() + i, line.leadOf(i), line.cells().get(i));
        }
    }

    private void add(int column, DeltaLead lead, CellChange cell) {
        out.decision(DeltaTables.column(column), DeltaTables.CHANGED + lead.kind(), cell.isNews());
        if (!cell.isNews()) {
            return;
        }
        out.decision(DeltaTables.column(column), DeltaTables.IS_TEXT, cell.isText());
        if (cell.isText()) {
            addText(column, cell);
        } else {
            addSteps(column, lead, cell.steps());
        }
    }

    /** Zero for one that is told in full, or its place among the last of the column. */
    private void addText(int column, CellChange cell) {
        int known = learned.texts(column).indexOf(cell.after());
        out.number(DeltaTables.text(column), known + 1);
        if (known < 0) {
            told.accept(cell.after());
        }
        learned.remember(column, cell.after());
    }

    /** The first number goes along with another column, the others with the first. */
    private void addSteps(int column, DeltaLead lead, int[] steps) {
        for (int slot = 0; slot < steps.length; slot++) {
            DeltaLead first = slot == 0 ? lead : DeltaLead.of(steps[0]);
            out.signed(DeltaTables.number(column, slot), first.kind(), steps[slot] - first.expected());
        }
    }
}
