package org.corelink.cluster.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest events, at most {@value #CAPACITY}: where there are more, the oldest are forgotten. Immutable.
 *
 * @param last number of the newest event, also of one that is forgotten; 0 before the first
 * @param events by number, the newest last
 */
public record EventLog(long last, List<ClusterEvent> events) {
    /** Most events that are kept: about half a megabyte. */
    public static final int CAPACITY = 1_000;

    /** Nothing has happened yet. */
    public static final EventLog EMPTY = new EventLog(0, List.of());

    /** Takes an immutable copy of the list. */
    public EventLog {
        events = List.copyOf(events);
    }

    /** The same with what has happened since, in this order. */
    public EventLog with(List<News> news, Instant now) {
        if (news.isEmpty()) {
            return this;
        }
        List<ClusterEvent> next = new ArrayList<>(events);
        long number = last;
        for (News one : news) {
            number++;
            next.add(new ClusterEvent(number, now, one));
        }
        return new EventLog(number, next.subList(Math.max(0, next.size() - CAPACITY), next.size()));
    }
}
