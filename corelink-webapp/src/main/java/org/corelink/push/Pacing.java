package org.corelink.push;

import java.time.Duration;

/** When the next push is due, and what goes with it. */
final class Pacing {
    /** Changes within this time of the last push travel together in the next, where few pages are open. */
    static final Duration COALESCE = Duration.ofMillis(200);

    /** The same where many are. */
    static final Duration LONGEST_COALESCE = Duration.ofSeconds(1);

    /**
     * What each open page adds: 40 pages are told five times a second, 200 once, so that no more than 200 messages leave the
     * server in a second.
     */
    private static final Duration FOR_EACH_PAGE = Duration.ofMillis(5);

    /** Gossip reads what has come as often as this by itself; pages that are told more rarely need not ask it to. */
    private static final Duration GOSSIP_RHYTHM = Duration.ofMillis(400);

    /** So long before a push gossip is asked to read, and has done so by then. */
    private static final Duration READ_AHEAD = Duration.ofMillis(10);

    /** Without any change, a push as often as this tells the page that it is still connected. */
    static final Duration IDLE_TICK = Duration.ofSeconds(3);

    /** Sums over the cluster change with every word of any machine; nobody reads them faster than this. */
    static final Duration STRIP = Duration.ofSeconds(3);

    private Pacing() {}

    /** Least time between two pushes to so many open pages: the more there are, the more changes travel together. */
    static Duration interval(int pages) {
        Duration all = FOR_EACH_PAGE.multipliedBy(pages);
        if (all.compareTo(COALESCE) < 0) {
            return COALESCE;
        }
        return all.compareTo(LONGEST_COALESCE) > 0 ? LONGEST_COALESCE : all;
    }

    /**
     * Time to wait from now on.
     *
     * @param changed whether anything has changed since the last push
     * @param pages number of open pages
     * @return nanoseconds, 0 = due
     */
    static long waitNanos(long lastPushNanos, boolean changed, int pages, long nowNanos) {
        long interval = (changed ? interval(pages) : IDLE_TICK).toNanos();
        return Math.max(0, interval - (nowNanos - lastPushNanos));
    }

    /**
     * Time until gossip should be asked to read what has come, so that the next push tells it.
     *
     * @param lastReadNanos when it was asked last
     * @param pages number of open pages
     * @return nanoseconds, 0 = due; {@link Long#MAX_VALUE} where its own rhythm is enough
     */
    static long waitToReadNanos(long lastPushNanos, long lastReadNanos, int pages, long nowNanos) {
        Duration interval = interval(pages);
        if (pages == 0 || interval.compareTo(GOSSIP_RHYTHM) >= 0) {
            return Long.MAX_VALUE;
        }
        long sincePush = nowNanos - lastPushNanos + READ_AHEAD.toNanos();
        long sinceRead = nowNanos - lastReadNanos;
        return Math.max(0, interval.toNanos() - Math.min(sincePush, sinceRead));
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
