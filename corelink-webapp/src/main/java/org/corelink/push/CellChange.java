package org.corelink.push;

import org.corelink.cluster.Cell;

/**
 * One cell before and after.
 *
 * @param after what it is now; any if it is the same
 * @param steps by what its numbers differ; none if it is the same, or has to be told in full
 * @param isNews whether it differs at all
 * @param isText whether it has to be told in full
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
record CellChange(Cell after, int[] steps, boolean isNews, boolean isText) {
    private static final int[] NO_STEPS = {};

    /** Of a cell that is the same. */
    static final CellChange NONE = new CellChange(Cell.NONE, NO_STEPS, false, false);

    /** Compares the two. */
    static CellChange of(Cell before, Cell after) {
        if (before.equals(after)) {
            return NONE;
        }
        CellNumbers old = CellNumbers.of(before);
        CellNumbers now = CellNumbers.of(after);
        int[] steps = new int[old.numbers().length];
        if (steps.length > DeltaTables.SLOTS || !old.hasShapeOf(now)) {
            return new CellChange(after, NO_STEPS, true, true);
        }
        for (int i = 0; i < steps.length; i++) {
            steps[i] = now.numbers()[i] - old.numbers()[i];
        }
        return new CellChange(after, steps, true, false);
    }

    /** By what its first number differs; 0 if it has none. */
    int firstStep() {
        return steps.length == 0 ? 0 : steps[0];
    }
}
