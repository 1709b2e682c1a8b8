package org.corelink.gossip.seal;

/**
 * How many signatures may be verified: one takes half a millisecond, a hundred times as long as to open a datagram.
 *
 * <p>Only holders of the group key get this far, and an inventory that comes again is not verified again; so this bounds
 * what one of them can make the others do. When the share is used up, inventories and goodbyes of others have to wait
 * too: the first are asked for again with each heartbeat, and whoever goes without a goodbye is found to be down.
 */
final class Verifications {
    /** Signatures a second in the long run: a tenth of a processor. */
    static final int PER_SECOND = 200;

    /** Signatures at once: the inventories of two full tables, a quarter of a second. */
    static final int BURST = 512;

    private static final long NANOS_PER_TOKEN = 1_000_000_000L / PER_SECOND;
    private static final long FULL_NANOS = BURST * NANOS_PER_TOKEN;

    /** Time saved up, {@link #NANOS_PER_TOKEN} of which buy one. */
    private long savedNanos = FULL_NANOS;

    private long atNanos;
    private boolean hasStarted;

    /** It is {@code nowNanos} now. */
    void turn(long nowNanos) {
        if (hasStarted) {
            savedNanos = Math.min(FULL_NANOS, savedNanos + (nowNanos - atNanos));
        }
        hasStarted = true;
        atNanos = nowNanos;
    }

    /** Whether one more signature may be verified now; takes it off the share if so. */
    boolean grants() {
        if (savedNanos < NANOS_PER_TOKEN) {
            return false;
        }
        savedNanos -= NANOS_PER_TOKEN;
        return true;
    }
}
