package org.corelink.gossip.membership;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.corelink.gossip.GossipConfig;

/**
 * Grants one answer per addressee and {@link Timing#REPLY_GAP}, and {@link #MAX_ANSWERS} answers in that time to all of
 * them together.
 *
 * @param <T> what is answered: an address, or more than that
 */
final class ReplyLimiter<T> {
    /** A whole cluster may ask at once. */
    static final int MAX_ANSWERS = GossipConfig.DEFAULT_MAX_MEMBERS;

    /** Oldest answer first. */
    private final SequencedMap<T, Long> answered = new LinkedHashMap<>();

    boolean grants(T addressee, long nanos) {
        while (!answered.isEmpty() && isOver(answered.firstEntry().getValue(), nanos)) {
            answered.pollFirstEntry();
        }
        return answered.size() < MAX_ANSWERS && answered.putIfAbsent(addressee, nanos) == null;
    }

    private static boolean isOver(long answeredNanos, long nanos) {
        return Timing.isDue(answeredNanos + Timing.REPLY_GAP.toNanos(), nanos);
    }
}
