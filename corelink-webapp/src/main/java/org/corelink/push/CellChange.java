package org.corelink.push;

import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;

/**
 * One cell before and after.
 *
 * @param before what it was, taken apart
 * @param after what it is now
 * @param steps by what its numbers differ; all 0 if it is the same, or has to be told in full
 * @param isText whether it has to be told in full
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
record CellChange(Column column, Cell before, Cell after, int[] steps, boolean isText) {
    /** Compares the two. */
    static CellChange of(Column column, Cell before, Cell after) {
        CellNumbers old = CellNumbers.of(before);
        int[] steps = new int[old.numbers().length];
        if (before.equals(after)) {
            return new CellChange(column, before, after, steps, false);
        }
        CellNumbers now = CellNumbers.of(after);
        if (steps.length > DeltaBytes.SLOTS || !old.hasShapeOf(now)) {
            return new CellChange(column, before, after, steps, true);
        }
        for (int i = 0; i < steps.length; i++) {
            steps[i] = now.numbers()[i] - old.numbers()[i];
        }
        return new CellChange(column, before, after, steps, false);
    }

    /** Whether any of its numbers differs, and travels as a number. */
    boolean hasSteps() {
        return !isText && isNews();
    }

    /** Whether it differs at all. */
    boolean isNews() {
        return !before.equals(after);
    }
}
