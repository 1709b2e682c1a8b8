package org.corelink.gossip.membership;

/**
 * One reading of both clocks.
 *
 * @param nanos monotonic time, in the base of {@link System#nanoTime()}: compare by difference only, for it may wrap
 * @param epochMillis wall clock, milliseconds since 1970; a label for others to read that may jump either way
 */
public record Moment(long nanos, long epochMillis) {
    /** The wall clock as the wire carries it, in seconds. */
    double epochSeconds() {
        return epochMillis / 1_000.0;
    }
}
