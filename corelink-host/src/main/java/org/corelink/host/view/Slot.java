package org.corelink.host.view;

import org.corelink.cluster.Column;

/**
 * A column with its place in a line.
 *
 * @param width of its text
 * @param bar width of the bar before the text; 0 for none
 */
record Slot(Column column, int width, int bar) {
    /** Width of both, with the space between them. */
    int fullWidth() {
        return bar == 0 ? width : bar + 1 + width;
    }

    Slot withBar(int other) {
        return new Slot(column, width, other);
    }
}
