package org.corelink.cluster;

/**
 * What one cell of the table shows.
 *
 * @param text for a person, with its unit; never empty
 * @param bar length of its bar, 0 to 100; {@link #NO_BAR} for none
 */
public record Cell(String text, int bar) {
    /** A cell without a bar. */
    public static final int NO_BAR = -1;

    /** What the driver or the machine does not tell. Never shown as 0. */
    public static final Cell UNKNOWN = new Cell("n/a", NO_BAR);

    /** Where there is nothing to tell of, as the utilisation of a machine without GPUs. */
    public static final Cell NONE = new Cell("–", NO_BAR);

    /** A cell that is text alone. */
    public static Cell of(String text) {
        return new Cell(text, NO_BAR);
    }
}
