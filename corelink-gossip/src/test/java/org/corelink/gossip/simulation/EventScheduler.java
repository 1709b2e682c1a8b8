package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** Virtual time: runs actions in the order of their times, those of one time in the order in which they were given. */
final class EventScheduler {
    /**
     * More events than any cluster here has in one nanosecond: somebody asks to be woken at once for ever. Of 1,000 nodes in
     * one rhythm each is woken by all others, and plans its next turn anew each time.
     */
    private static final int MAX_AT_ONCE = 5_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long count;
    private int atOnce;

    private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int order = Long.compare(atNanos, other.atNanos);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** Nanoseconds since the simulation began. */
    long nowNanos() {
        return nowNanos;
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + Math.max(0, delayNanos), count++, action));
    }

    void after(Duration delay, Runnable action) {
        after(delay.toNanos(), action);
    }

    /** Runs all that is due within {@code duration} from now, and what follows from it. */
    void run(Duration duration) {
        long endNanos = nowNanos + duration.toNanos();
        while (!events.isEmpty() && events.peek().atNanos() <= endNanos) {
            Event event = events.remove();
            atOnce = event.atNanos() == nowNanos ? atOnce + 1 : 0;
            if (atOnce > MAX_AT_ONCE) {
                throw new AssertionError("time stands still");
            }
            nowNanos = event.atNanos();
            event.action().run();
        }
        nowNanos = endNanos;
    }
}
