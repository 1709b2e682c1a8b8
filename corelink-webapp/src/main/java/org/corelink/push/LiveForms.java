package org.corelink.push;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResource.TRANSPORT;
import org.atmosphere.cpr.PerRequestBroadcastFilter;

/**
 * Gives each page the form of a message that its channel carries, and nothing while too much waits for it already: such a
 * page finds the gap by the numbers of the next message and fetches a snapshot, so that the newest state wins. Memory for a
 * page that does not read is bounded by that. Called on Atmosphere's thread that hands out messages.
 */
final class LiveForms implements PerRequestBroadcastFilter {
    private static final System.Logger LOG = System.getLogger(LiveForms.class.getName());

    /** Most messages that wait for one page: two seconds of a busy cluster. */
    static final int MAX_WAITING = 8;

    /** How many messages wait for each page whose channel stays open, by its id. */
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    /** Begins to count for a page whose channel stays open. Those of long polls are counted by Atmosphere's cache. */
    void onOpen(AtmosphereResource page) {
        if (isStream(page)) {
            waiting.put(page.uuid(), new AtomicInteger());
        }
    }

    /** Whether a page has a channel that stays open. */
    boolean isStream(String uuid) {
        return waiting.containsKey(uuid);
    }

    /** A message was written to the page. */
    void onWritten(AtmosphereResource page) {
        AtomicInteger count = waiting.get(page.uuid());
        if (count != null) {
            count.getAndUpdate(LiveForms::oneLess);
        }
    }

    /** The page is gone. */
    void onGone(AtmosphereResource page) {
        waiting.remove(page.uuid());
    }

    /** Every broadcast is a message for some page. */
    @Override
    public BroadcastAction filter(String channel, Object original, Object message) {
        return passed(original, message);
    }

    @Override
    public BroadcastAction filter(String channel, AtmosphereResource page, Object original, Object message) {
        if (!(message instanceof LiveMessage live)) {
            return passed(original, message);
        }
        AtomicInteger count = waiting.get(page.uuid());
        boolean isFull = count != null && count.getAndUpdate(LiveForms::oneMore) >= MAX_WAITING;
        if (isFull || isGone(page)) {
            return new BroadcastAction(BroadcastAction.ACTION.ABORT, message, original);
        }
        if (page.transport() != TRANSPORT.WEBSOCKET) {
            return passed(original, live.text());
        }
        // From the first push on: what the library says before is text.
        page.forceBinaryWrite(true);
        return passed(original, live.bytes());
    }

    private static BroadcastAction passed(Object original, Object form) {
        return new BroadcastAction(BroadcastAction.ACTION.CONTINUE, form, original);
    }

    private static int oneMore(int count) {
        return Math.min(count + 1, MAX_WAITING);
    }

    private static int oneLess(int count) {
        return Math.max(count - 1, 0);
    }

    /**
     * Whether the container has taken the request back: that is how a page that was closed while it listened to
     * server-sent events is noticed; the library would try to write to it for ever.
     */
    private boolean isGone(AtmosphereResource page) {
        try {
            var _ = page.getRequest().getAttribute(LiveHandler.SESSION);
            return false;
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "a page is gone", e);
            onGone(page);
            page.removeFromAllBroadcasters();
            return true;
        }
    }

    private static boolean isStream(AtmosphereResource page) {
        return page.transport() == TRANSPORT.WEBSOCKET || page.transport() == TRANSPORT.SSE;
    }
}
