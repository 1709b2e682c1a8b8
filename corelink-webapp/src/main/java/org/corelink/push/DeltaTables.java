package org.corelink.push;

/** Where in {@link Learned} the odds of each kind of decision stand. {@code delta.js} has the same. */
final class DeltaTables {
    /** Most numbers of a cell that travel as numbers. */
    static final int SLOTS = 8;

    /** All columns, those of machines first; after them each figure of the strip is one more. */
    static final int COLUMNS = LiveColumns.ALL.size();

    /** Most figures of the strip. */
    static final int FIGURES = 16;

    /** How many machines are skipped. */
    static final int GAP = 0;

    /** Quarters of a second since a machine was heard. */
    static final int AGE = 1;

    /** Whether a line differs. */
    static final int LINES = 2;

    private static final int FIRST_COLUMN = 3;
    private static final int TABLES_OF_COLUMN = SLOTS + 2;

    /** Tables of deltas. */
    static final int COUNT = FIRST_COLUMN + (COLUMNS + FIGURES) * TABLES_OF_COLUMN;

    // ---- of snapshots alone ----

    /** Which line before a machine's own is like. */
    static final int NODE_LIKE = COUNT;

    /** Which line before a row is like. */
    static final int ROW_LIKE = COUNT + 1;

    /** Odds that deltas have learned. */
    static final int ODDS = COUNT + 2;

    /** Tables of deltas and of snapshots. */
    static final int ALL = COUNT + 3;

    // ---- in the table of lines ----

    /** Whether the strip differs. */
    static final int STRIP = 0;

    /** Of a machine. */
    static final int OWN_LINE = 1;

    private static final int ROW_LINE = 2;

    /** In a snapshot: whether deltas have learned anything of a table. */
    static final int IS_LEARNED = 6;

    // ---- in the first table of a column: as many as there are leads, and one ----

    static final int CHANGED = 0;
    static final int IS_TEXT = DeltaLead.COUNT;

    // ---- in a table of numbers ----

    /** Lengths in bits that are told apart. */
    static final int LENGTHS = 16;

    /** Bits below the highest that are foreseen at all. */
    static final int MODELLED_BITS = 4;

    static final int NOT_ZERO = 0;
    static final int NEGATIVE = DeltaLead.COUNT;
    static final int LONGER = 2 * DeltaLead.COUNT;
    static final int BITS = LONGER + DeltaLead.COUNT * LENGTHS;

    /** Decisions of a table. */
    static final int SIZE = BITS + (LENGTHS << MODELLED_BITS);

    private DeltaTables() {}

    /**
     * Of a row.
     *
     * @param idle whether it stands still at 0, as a GPU without work
     * @param afterNews whether the row before it differs
     */
    static int rowLine(boolean idle, boolean afterNews) {
        return ROW_LINE + (idle ? 2 : 0) + (afterNews ? 1 : 0);
    }

    /** Of a column: whether a cell differs, and whether it is told as a text. */
    static int column(int column) {
        return FIRST_COLUMN + column * TABLES_OF_COLUMN;
    }

    /** Of a column: which of the last texts it is. */
    static int text(int column) {
        return column(column) + 1;
    }

    /** Of a number in the cells of a column. */
    static int number(int column, int slot) {
        return column(column) + 2 + slot;
    }
}
