package org.corelink.push;

import org.atmosphere.cpr.DefaultBroadcaster;
import org.atmosphere.cpr.Deliver;

/**
 * Hands messages out on the thread that has made them, the push thread, which does nothing else meanwhile. What may wait, the
 * writing, is left to a thread of each page. The library makes the object, so that it has to be public.
 */
public final class LiveBroadcaster extends DefaultBroadcaster {
    @Override
    protected void spawnReactor() {
        // Nobody waits for messages: they are handed out at once.
    }

    @Override
    protected void dispatchMessages(Deliver message) {
        push(message);
    }
}
