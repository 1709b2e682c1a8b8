package org.corelink.gossip.membership;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Every interval of the protocol that is not a choice of {@link org.corelink.gossip.GossipConfig}, and the formulas of
 * time. {@code timing.md} gives the reason of each.
 */
public final class Timing {
    /** Least time between two heartbeats of one node, also when readings change. */
    public static final Duration HEARTBEAT_GAP = Duration.ofSeconds(1);

    /** Mean time between two digest requests of one node. */
    public static final Duration DIGEST = Duration.ofSeconds(10);

    /** Each interval between digest requests is uniform in {@link #DIGEST} ± this. */
    public static final Duration DIGEST_JITTER = Duration.ofSeconds(2);

    /** Least time between two answers to one address. */
    public static final Duration REPLY_GAP = Duration.ofSeconds(1);

    /** A listening node looks at the time at least this often, so that it notices when it was not running. */
    public static final Duration IDLE = Duration.ofSeconds(1);

    /** A gap between two looks at the time from which on a node takes itself, not the others, for silent. */
    public static final Duration PAUSE = Duration.ofSeconds(3);

    private Timing() {}

    /** A delay in nanoseconds, uniform in {@code mean ± jitter}, both ends included. */
    public static long jittered(Duration mean, Duration jitter, RandomGenerator random) {
        long spread = jitter.toNanos();
        return mean.toNanos() - spread + random.nextLong(2 * spread + 1);
    }

    /** Whether {@code nanos} has reached {@code dueNanos}; right across a wrap of the clock. */
    public static boolean isDue(long dueNanos, long nanos) {
        return nanos - dueNanos >= 0;
    }

    /** The earlier of two times; right across a wrap of the clock. */
    public static long earlier(long nanos, long otherNanos) {
        return nanos - otherNanos <= 0 ? nanos : otherNanos;
    }
}
