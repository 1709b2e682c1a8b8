package org.corelink.push;

import java.time.Duration;

/** When the next push is due, and what goes with it. */
final class Pacing {
    /** Changes within this time of the last push travel together in the next. */
    static final Duration COALESCE = Duration.ofMillis(250);

    /** Without any change, a push as often as this tells the page that it is still connected. */
    static final Duration IDLE_TICK = Duration.ofSeconds(3);

    /** Sums over the cluster change with every word of any machine; nobody reads them faster than this. */
    static final Duration STRIP = Duration.ofSeconds(3);

    private Pacing() {}

    /**
     * Time to wait from now on.
     *
     * @param changed whether anything has changed since the last push
     * @return nanoseconds, 0 = due
     */
    static long waitNanos(long lastPushNanos, boolean changed, long nowNanos) {
        long interval = (changed ? COALESCE : IDLE_TICK).toNanos();
        return Math.max(0, interval - (nowNanos - lastPushNanos));
    }

    /**
     * Whether the figures of the strip go with this push.
     *
     * @param urgent whether machines may be counted otherwise
     */
    static boolean isStripDue(long lastStripNanos, boolean urgent, long nowNanos) {
        return urgent || nowNanos - lastStripNanos >= STRIP.toNanos();
    }
}
