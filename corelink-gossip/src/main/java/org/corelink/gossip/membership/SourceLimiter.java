package org.corelink.gossip.membership;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A token bucket per source: {@link #BURST} datagrams at once, {@link #PER_SECOND} in the long run. A member sends
 * another three beats a second, about twenty datagrams a second while one of the two looks for a silent member, its
 * greeting, and at most some hundred in a row when it is asked for all that it knows.
 *
 * <p>The table is bounded: the source that was silent longest makes room, and comes back with a full bucket. Whoever
 * can forge more sources than {@link #MAX_SOURCES} evades the buckets, and meets the bound on the work of one duty cycle
 * instead; no member loses its share to a stranger.
 *
 * @param <S> what a source is known by
 */
public final class SourceLimiter<S> {
    /** Datagrams a second that one source may send in the long run. */
    public static final int PER_SECOND = 50;

    /** Datagrams that one source may send at once. */
    public static final int BURST = 200;

    /** Largest number of sources remembered. */
    public static final int MAX_SOURCES = 1_024;

    private static final long NANOS_PER_TOKEN = 1_000_000_000L / PER_SECOND;
    private static final long FULL_NANOS = BURST * NANOS_PER_TOKEN;

    /** Least recently heard first. */
    private final SequencedMap<S, Bucket> buckets = new LinkedHashMap<>();

    /**
     * What a source may still send: time saved up, {@link #NANOS_PER_TOKEN} of which buy one datagram.
     *
     * @param savedNanos 0 to {@link #FULL_NANOS}
     * @param atNanos when that was so
     */
    private record Bucket(long savedNanos, long atNanos) {
        Bucket at(long nanos) {
            return new Bucket(Math.min(FULL_NANOS, savedNanos + (nanos - atNanos)), nanos);
        }
    }

    /** Whether {@code source} may send one more datagram now; takes it off its share if so. */
    public boolean admits(S source, long nanos) {
        Bucket held = buckets.remove(source);
        Bucket bucket = held == null ? new Bucket(FULL_NANOS, nanos) : held.at(nanos);
        boolean admitted = bucket.savedNanos() >= NANOS_PER_TOKEN;
        long left = admitted ? bucket.savedNanos() - NANOS_PER_TOKEN : bucket.savedNanos();
        buckets.putLast(source, new Bucket(left, nanos));
        if (buckets.size() > MAX_SOURCES) {
            buckets.pollFirstEntry();
        }
        return admitted;
    }

    int size() {
        return buckets.size();
    }
}
