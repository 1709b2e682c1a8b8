package org.corelink.cluster.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one quantity went: a value for each step, the oldest first.
 *
 * @param quantity what went, which tells the unit
 * @param values null where nothing was known
 */
public record Course(TrackedQuantity quantity, List<@Nullable Integer> values) {
    /** Takes an immutable copy of the list. */
    public Course {
        // List.copyOf admits no null.
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
