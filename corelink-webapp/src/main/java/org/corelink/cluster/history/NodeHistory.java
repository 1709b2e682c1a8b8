package org.corelink.cluster.history;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last hour of one machine. All courses have the same length, and end at the same step.
 *
 * @param step number of the newest step; grows with each one, and tells whether this is still the newest
 * @param end when that step was, by this machine's wall clock; null before the first
 * @param machine of the machine as a whole
 * @param gpus of its GPUs, by the driver's numbers; those too that it has told of earlier and does not now
 */
public record NodeHistory(
        long step, @Nullable Instant end, List<Course> machine, SequencedMap<Integer, List<Course>> gpus) {
    /** Nothing is known yet. */
    public static final NodeHistory NONE =
            new NodeHistory(0, null, List.of(), Collections.emptyNavigableMap());

    /** Takes immutable copies. */
    public NodeHistory {
        machine = List.copyOf(machine);
        gpus = Collections.unmodifiableNavigableMap(new TreeMap<>(gpus));
    }
}
