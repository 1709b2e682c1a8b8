package org.corelink.push;

/**
 * How often each column differs in the lines that do. Where a cell in two is the same, or more, marking those that differ by a
 * bit takes less than a zero for each number of the others. Not for several threads.
 */
final class ColumnUse {
    private final int[] cells;
    private final int[] changed;

    /** Of so many columns. */
    ColumnUse(int columns) {
        cells = new int[columns];
        changed = new int[columns];
    }

    /** Takes a line that differs. */
    void count(DeltaLine line) {
        for (int i = 0; i < line.cells().size(); i++) {
            cells[line.firstColumn() + i]++;
            changed[line.firstColumn() + i] += line.cells().get(i).hasSteps() ? 1 : 0;
        }
    }

    /** Whether the cells of a column that differ are marked; those of one that never does need no mark. */
    boolean isMarked(int column) {
        return changed[column] > 0 && 2 * changed[column] <= cells[column];
    }
}
