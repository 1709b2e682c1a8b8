package org.corelink.gossip.membership;

/**
 * The time during which this node was able to hear others: monotonic time without the gaps in which it did not run,
 * because it was stopped or starved. Silence is measured on it, so that a node that wakes from a long pause does not
 * take all others for silent: it was itself who did not listen.
 */
final class AttentiveClock {
    private long lastNanos;
    private long missedNanos;

    AttentiveClock(long nanos) {
        lastNanos = nanos;
    }

    /** The time on this clock; {@code nanos} is the monotonic time and never goes back. */
    long at(long nanos) {
        long gap = nanos - lastNanos;
        if (gap > Timing.PAUSE.toNanos()) {
            missedNanos += gap;
        }
        lastNanos = nanos;
        return nanos - missedNanos;
    }
}
