package org.corelink.gossip.runtime;

import org.corelink.gossip.membership.Timing;

/**
 * How many datagrams come in a rhythm, and when they must be fetched. The kernel keeps some two hundred a socket and
 * drops the rest, good ones too: a flood on a socket that is only read in the rhythm would silence all members.
 */
final class Inflow {
    /** From so many datagrams in a rhythm on, it does not wait for the next one. */
    static final int MANY = 128;

    /** So many datagrams may wait then. */
    static final int FEW = 64;

    private static final long RHYTHM_NANOS = Timing.RHYTHM.toNanos();

    private long recent;
    private long atNanos;

    Inflow(long nanos) {
        atNanos = nanos;
    }

    /** So many have come since the last turn. What came before fades within a rhythm. */
    void add(int datagrams, long nanos) {
        long passedNanos = Math.clamp(nanos - atNanos, 0, RHYTHM_NANOS);
        recent = recent * (RHYTHM_NANOS - passedNanos) / RHYTHM_NANOS + datagrams;
        atNanos = nanos;
    }

    /** When to look again, at {@code regularNanos} at the latest. */
    long nextNanos(long regularNanos) {
        return recent < MANY ? regularNanos : Timing.earlier(regularNanos, atNanos + RHYTHM_NANOS * FEW / recent);
    }
}
