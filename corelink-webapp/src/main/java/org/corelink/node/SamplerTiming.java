package org.corelink.node;

import java.time.Duration;

/**
 * How often a {@link NodeSampler} works.
 *
 * @param interval time between two samples; a source that takes longer is asked again with the first one after it is
 *     done
 * @param refresh longest time between two states that are told, so that what always changes (uptime, own traffic) does
 *     not grow old
 */
public record SamplerTiming(Duration interval, Duration refresh) {
    /** One sample a second; told at least every five, the mean time between two heartbeats. */
    public static final SamplerTiming DEFAULT = new SamplerTiming(Duration.ofSeconds(1), Duration.ofSeconds(5));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the interval is under 100 ms or the refresh shorter than the interval
     */
    public SamplerTiming {
        if (interval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("interval must be at least 100 ms, is " + interval);
        }
        if (refresh.compareTo(interval) < 0) {
            throw new IllegalArgumentException("refresh must not be shorter than the interval");
        }
    }
}
