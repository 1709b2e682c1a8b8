package org.corelink.host.view;

import java.util.List;
import org.corelink.cluster.Column;

/**
 * What of a list is seen.
 *
 * @param lines rows that fit
 * @param rows rows that there are
 * @param columns that are seen, from left to right
 */
record Viewport(int lines, int rows, List<Column> columns) {
    /** The first row when {@code wanted} should be: the list ends at the bottom, not above it. */
    int clamp(int wanted) {
        return Math.clamp(wanted, 0, Math.max(0, rows - lines));
    }
}
