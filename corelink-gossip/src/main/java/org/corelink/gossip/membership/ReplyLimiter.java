package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.corelink.gossip.GossipConfig;

/**
 * Grants one answer per address and {@link Timing#REPLY_GAP}, and {@link #MAX_ADDRESSES} answers in that time to all
 * addresses together.
 */
final class ReplyLimiter {
    /** A whole cluster may ask at once. */
    static final int MAX_ADDRESSES = GossipConfig.DEFAULT_MAX_MEMBERS;

    /** Oldest answer first. */
    private final SequencedMap<InetAddress, Long> answered = new LinkedHashMap<>();

    boolean grants(InetAddress address, long nanos) {
        while (!answered.isEmpty() && isOver(answered.firstEntry().getValue(), nanos)) {
            answered.pollFirstEntry();
        }
        return answered.size() < MAX_ADDRESSES && answered.putIfAbsent(address, nanos) == null;
    }

    private static boolean isOver(long answeredNanos, long nanos) {
        return Timing.isDue(answeredNanos + Timing.REPLY_GAP.toNanos(), nanos);
    }
}
