package org.corelink.node.system;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The mean rate of a count that grows, over the last {@link #WINDOW}, so that a rhythm of seconds does not show as a
 * flicker. One thread.
 */
public final class MeanRate {
    /** Two heartbeat periods. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private static final double NANOS = 1e9;

    private final Deque<Count> counts = new ArrayDeque<>();

    private record Count(long nanos, long value) {}

    /**
     * The rate now, per second; null at the first call, and after the count has gone back.
     *
     * @param nowNanos in the time base of {@link System#nanoTime()}
     * @param value the count now
     */
    public @Nullable Double perSecond(long nowNanos, long value) {
        if (!counts.isEmpty() && value < counts.getLast().value()) {
            counts.clear();
        }
        counts.addLast(new Count(nowNanos, value));
        // The last but one stays, so that looks further apart than the window still have something to compare with.
        while (counts.size() > 2 && nowNanos - counts.getFirst().nanos() > WINDOW.toNanos()) {
            counts.removeFirst();
        }
        Count first = counts.getFirst();
        double seconds = (nowNanos - first.nanos()) / NANOS;
        return seconds <= 0 ? null : (Double) ((value - first.value()) / seconds);
    }
}
