package org.corelink.node;

import java.time.Duration;

/**
 * How often a {@link NodeSampler} works.
 *
 * @param interval time between two samples while somebody watches or something changes; a source that takes longer is
 *     asked again when it is done
 * @param idleInterval time between two samples otherwise
 * @param refresh longest time between two states that are told, so that what always changes (uptime, own traffic) does
 *     not grow old; while somebody watches, the interval is
 */
public record SamplerTiming(Duration interval, Duration idleInterval, Duration refresh) {
    /** One sample a second; every five, the mean time between two heartbeats, when idle; told at least as often. */
    public static final SamplerTiming DEFAULT =
            new SamplerTiming(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5));

    /** For how long after a change samples stay quick. */
    static final Duration LIVELY = Duration.ofSeconds(10);

    /** Time between two looks at what changes slowly and may cost others something: the clock, and the disk. */
    static final Duration SLOW_INTERVAL = Duration.ofSeconds(60);

    /** Time after which a reading that is under way is interrupted, and logged as overdue. */
    static final Duration DEADLINE = Duration.ofSeconds(8);

    /** How long a value passes for live, where it is read as often as the GPUs. */
    static final Duration KEPT = Duration.ofSeconds(15);

    /** How long a value of a slow source passes for live: two looks may fail. */
    static final Duration SLOW_KEPT = Duration.ofSeconds(190);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the interval is under 100 ms, or the idle interval or the refresh shorter than
     *     the interval
     */
    public SamplerTiming {
        require(interval.compareTo(Duration.ofMillis(100)) >= 0, "interval must be at least 100 ms, is " + interval);
        require(idleInterval.compareTo(interval) >= 0, "idle interval must not be shorter than the interval");
        require(refresh.compareTo(interval) >= 0, "refresh must not be shorter than the interval");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
