package org.corelink.cluster;

/**
 * What one cell of the table shows.
 *
 * @param text for a person, with its unit; never empty
 * @param bar length of its bar, 0 to 100; {@link #NO_BAR} for none
 * @param hint more about it, for who points at it; empty for none
 */
public record Cell(String text, int bar, String hint) {
    /** A cell without a bar. */
    public static final int NO_BAR = -1;

    /** What the driver or the machine does not tell. Never shown as 0. */
    public static final Cell UNKNOWN = of("n/a");

    /** Where there is nothing to tell of, as the utilisation of a machine without GPUs. */
    public static final Cell NONE = of("–");

    /** A cell without a hint. */
    public Cell(String text, int bar) {
        this(text, bar, "");
    }

    /** A cell that is text alone. */
    public static Cell of(String text) {
        return new Cell(text, NO_BAR);
    }

    /** The same with a hint. */
    public Cell withHint(String more) {
        return new Cell(text, bar, more);
    }
}
