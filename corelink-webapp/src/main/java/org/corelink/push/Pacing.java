package org.corelink.push;

import java.time.Duration;

/** When the next push is due. */
final class Pacing {
    /** Changes within this time of the last push travel together in the next. */
    static final Duration COALESCE = Duration.ofMillis(250);

    /** Without any change, a push as often as this tells the page that it is still connected. */
    static final Duration IDLE_TICK = Duration.ofSeconds(3);

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
}
