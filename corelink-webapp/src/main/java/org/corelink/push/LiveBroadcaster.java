package org.corelink.push;

import org.atmosphere.cpr.DefaultBroadcaster;

/**
 * Hands messages out to pages. That a page goes while something is written to it is no fault: it is written down, with
 * other signs of life of the library, at the level of debugging. Made by Atmosphere, by the name of this class.
 */
public final class LiveBroadcaster extends DefaultBroadcaster {
    private static final System.Logger LOG = System.getLogger(LiveBroadcaster.class.getName());

    /** Without pages. */
    public LiveBroadcaster() {
        // Atmosphere gives it the rest.
    }

    /**
     * {@inheritDoc}
     *
     * <p>The library catches what the writing itself throws, but not that the container has taken the request back when
     * the library tidies up after it. {@link LiveForms} lets go of such a page with the next message.
     */
    @Override
    protected void executeAsyncWrite(AsyncWriteToken token) {
        try {
            super.executeAsyncWrite(token);
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "a page went while it was written to", e);
        }
    }
}
