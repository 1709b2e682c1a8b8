package org.corelink.gossip.membership;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.corelink.gossip.GossipConfig;

/**
 * Grants so many datagrams per addressee and {@link Timing#REPLY_GAP}, and so many in that time to all of them together:
 * whatever a forged source asks for, nobody is flooded with it. Its memory is bounded by the second number.
 *
 * @param <T> what is answered: an address, or more than that
 */
final class ReplyLimiter<T> {
    /** A whole cluster may ask at once. */
    static final int MAX_ANSWERS = GossipConfig.DEFAULT_MAX_MEMBERS;

    /** A newcomer may be started again within the second. */
    static final int MAX_GREETINGS = 2 * Timing.GREETINGS;

    private final int mostEach;
    private final int mostInAll;

    /** Oldest share first. */
    private final SequencedMap<T, Share> shares = new LinkedHashMap<>();

    private int granted;

    /** What an addressee has got since {@code sinceNanos}. */
    private record Share(long sinceNanos, int used) {}

    ReplyLimiter(int mostEach, int mostInAll) {
        this.mostEach = mostEach;
        this.mostInAll = mostInAll;
    }

    /** One answer to each, {@link #MAX_ANSWERS} to all of them. */
    static <T> ReplyLimiter<T> ofAnswers() {
        return new ReplyLimiter<>(1, MAX_ANSWERS);
    }

    /** Greetings, or answers to them: what a newcomer and its next run need; in all, two for each of a whole cluster. */
    static <T> ReplyLimiter<T> ofGreetings() {
        return new ReplyLimiter<>(MAX_GREETINGS, 2 * MAX_ANSWERS);
    }

    boolean grants(T addressee, long nanos) {
        while (!shares.isEmpty() && isOver(shares.firstEntry().getValue(), nanos)) {
            granted -= shares.pollFirstEntry().getValue().used();
        }
        Share share = shares.getOrDefault(addressee, new Share(nanos, 0));
        if (granted == mostInAll || share.used() == mostEach) {
            return false;
        }
        granted++;
        shares.put(addressee, new Share(share.sinceNanos(), share.used() + 1));
        return true;
    }

    private static boolean isOver(Share share, long nanos) {
        return Timing.isDue(share.sinceNanos() + Timing.REPLY_GAP.toNanos(), nanos);
    }
}
