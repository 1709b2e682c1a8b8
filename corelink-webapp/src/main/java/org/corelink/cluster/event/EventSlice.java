package org.corelink.cluster.event;

import java.util.List;
import java.util.OptionalLong;

/**
 * As many of a list of events as one page shows. It starts below a number and not at a place in the list, so that it
 * stays the same while newer events come.
 *
 * @param events the newest first
 * @param total how many there are in the list
 * @param newer how many of these are newer than the first one shown
 * @param size most that one page shows
 * @param before the numbers of all that could be shown are below this one; empty for the newest
 */
public record EventSlice(List<ClusterEvent> events, int total, int newer, int size, OptionalLong before) {
    /** Takes an immutable copy of the list. */
    public EventSlice {
        events = List.copyOf(events);
    }

    /** The first {@code size} events of {@code wanted}, newest first, with a number below {@code before}. */
    public static EventSlice of(List<ClusterEvent> wanted, OptionalLong before, int size) {
        List<ClusterEvent> shown = wanted.stream()
                .filter(event -> before.isEmpty() || event.number() < before.getAsLong())
                .toList();
        int newer = wanted.size() - shown.size();
        return new EventSlice(shown.subList(0, Math.min(size, shown.size())), wanted.size(), newer, size, before);
    }

    /** Where the slice after this one starts, with older events; empty if there are none. */
    public OptionalLong older() {
        return newer + events.size() < total ? OptionalLong.of(events.getLast().number()) : OptionalLong.empty();
    }

    /** Whether newer events than these are in the list. */
    public boolean hasNewer() {
        return newer > 0;
    }
}
