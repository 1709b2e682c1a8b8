package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A token bucket per source address: {@link #BURST} datagrams at once, {@link #PER_SECOND} in the long run. A member
 * sends another three beats a second, about twenty datagrams a second while one of the two looks for a silent member, its
 * greeting, and at most some hundred in a row when it is asked for all that it knows.
 *
 * <p>The table is bounded: the address that was silent longest makes room, and comes back with a full bucket. Whoever
 * can forge more source addresses than {@link #MAX_ADDRESSES} evades the buckets, and meets the bound on the work of
 * one duty cycle instead; no member loses its share to a stranger.
 */
public final class SourceLimiter {
    /** Datagrams a second that one address may send in the long run. */
    public static final int PER_SECOND = 50;

    /** Datagrams that one address may send at once. */
    public static final int BURST = 200;

    /** Largest number of addresses remembered. */
    public static final int MAX_ADDRESSES = 1_024;

    private static final long NANOS_PER_TOKEN = 1_000_000_000L / PER_SECOND;
    private static final long FULL_NANOS = BURST * NANOS_PER_TOKEN;

    /** Least recently heard first. */
    private final SequencedMap<InetAddress, Bucket> buckets = new LinkedHashMap<>();

    /**
     * What an address may still send: time saved up, {@link #NANOS_PER_TOKEN} of which buy one datagram.
     *
     * @param savedNanos 0 to {@link #FULL_NANOS}
     * @param atNanos when that was so
     */
    private record Bucket(long savedNanos, long atNanos) {
        Bucket at(long nanos) {
            return new Bucket(Math.min(FULL_NANOS, savedNanos + (nanos - atNanos)), nanos);
        }
    }

    /** Whether {@code address} may send one more datagram now; takes it off its share if so. */
    public boolean admits(InetAddress address, long nanos) {
        Bucket held = buckets.remove(address);
        Bucket bucket = held == null ? new Bucket(FULL_NANOS, nanos) : held.at(nanos);
        boolean admitted = bucket.savedNanos() >= NANOS_PER_TOKEN;
        long left = admitted ? bucket.savedNanos() - NANOS_PER_TOKEN : bucket.savedNanos();
        buckets.putLast(address, new Bucket(left, nanos));
        if (buckets.size() > MAX_ADDRESSES) {
            buckets.pollFirstEntry();
        }
        return admitted;
    }

    int size() {
        return buckets.size();
    }
}
