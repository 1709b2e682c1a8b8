package org.corelink.host.view;

import java.util.Map;
import java.util.Set;
import org.corelink.cluster.Column;
import org.jspecify.annotations.Nullable;

/**
 * A GPU as the console tells of it, or a machine without GPUs.
 *
 * @param machine id of the machine
 * @param values texts and numbers by the key of their column, numbers in the unit that a search has; what is unknown is
 *     missing
 */
record Entry(String machine, Map<String, Object> values) {
    private static final Set<String> LIVE = Set.of("online", "suspect");

    /** Takes an immutable copy. */
    Entry {
        values = Map.copyOf(values);
    }

    /** The words of a column; null if they are unknown. */
    @Nullable
    String text(Column column) {
        return values.get(column.key()) instanceof String text ? text : null;
    }

    /** The number of a column; null if it is unknown. */
    @Nullable
    Double number(Column column) {
        return values.get(column.key()) instanceof Double number ? number : null;
    }

    /** How current it is, in one word; empty if that is not told. */
    String state() {
        String words = text(Column.STATE);
        return words == null ? "" : words.split(",", 2)[0];
    }

    /** Whether what it tells still holds; else it is the last that is known. */
    boolean isLive() {
        return LIVE.contains(state());
    }

    /** Why it needs a look, in one word; empty if it does not. */
    String trouble() {
        String words = text(Column.TROUBLE);
        return words == null ? "" : words.split(",", 2)[0];
    }

    boolean hasGpu() {
        return number(Column.GPU) != null;
    }
}
