package org.corelink.gossip.seal;

/**
 * Which sequences have come: all up to the newest, but for those of the last {@value #SIZE} that have not. As in RFC
 * 4303, section 3.4.3.
 */
final class ReplayWindow {
    static final int SIZE = 64;

    private long newest;

    /** Bit n: the sequence {@code newest - n} has come. There is no sequence 0, so it counts as come. */
    private long come = 1;

    /** Whether a sequence has not come, and is not too old to tell. */
    boolean isNew(long sequence) {
        long age = newest - sequence;
        return age < 0 || (age < SIZE && (come & (1L << age)) == 0);
    }

    void mark(long sequence) {
        long ahead = sequence - newest;
        if (ahead > 0) {
            come = ahead < SIZE ? (come << ahead) | 1 : 1;
            newest = sequence;
        } else {
            come |= 1L << -ahead;
        }
    }
}
