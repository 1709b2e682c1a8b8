package org.corelink.push;

import java.util.function.Predicate;
import org.atmosphere.cache.UUIDBroadcasterCache;
import org.atmosphere.cpr.BroadcasterCache;

/**
 * Keeps what comes for a page between two of its long polls, and nothing for pages whose channel stays open: they are told
 * at once or not at all, and what would be kept for each of them with every message costs as much as the sending. Any thread.
 */
final class PollCache extends UUIDBroadcasterCache {
    private final Predicate<String> isStream;

    /** A cache for all but those pages, by their ids, for which {@code isStream} holds. */
    PollCache(Predicate<String> isStream) {
        this.isStream = isStream;
    }

    @Override
    public BroadcasterCache cacheCandidate(String broadcasterId, String uuid) {
        return isStream.test(uuid) ? this : super.cacheCandidate(broadcasterId, uuid);
    }
}
