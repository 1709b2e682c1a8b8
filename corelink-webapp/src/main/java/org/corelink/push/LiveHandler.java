package org.corelink.push;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResource.TRANSPORT;
import org.atmosphere.cpr.AtmosphereResourceEvent;
import org.atmosphere.cpr.AtmosphereResourceEventListenerAdapter;
import org.atmosphere.handler.AbstractReflectorAtmosphereHandler;
import org.jspecify.annotations.Nullable;

/** Keeps each page's request open and writes messages to it; what pages send is ignored. Atmosphere's threads. */
final class LiveHandler extends AbstractReflectorAtmosphereHandler {
    private static final System.Logger LOG = System.getLogger(LiveHandler.class.getName());

    /** Request attribute: the session in which a channel was opened. */
    static final String SESSION = LiveHandler.class.getName() + ".session";

    /** Session attribute: it is ending, and no channel may open in it any more. */
    private static final String ENDED = LiveHandler.class.getName() + ".ended";

    /** Of a long poll: not one that the container would compress for each page. */
    private static final String UNCOMPRESSED = "application/octet-stream";

    private final LiveForms forms;

    /** A handler of pages whose messages {@code forms} counts. */
    LiveHandler(LiveForms forms) {
        this.forms = forms;
    }

    @Override
    public void onRequest(AtmosphereResource page) throws IOException {
        if (!"GET".equals(page.getRequest().getMethod())) {
            return;
        }
        HttpSession session = page.getRequest().getSession(false);
        page.getRequest().setAttribute(SESSION, session);
        if (page.transport() == TRANSPORT.LONG_POLLING) {
            page.getResponse().setContentType(UNCOMPRESSED);
        }
        forms.onOpen(page);
        page.addEventListener(new Forget());
        page.suspend();
        // The session may have ended before this channel was one of those that are closed with it.
        if (hasEnded(session)) {
            page.close();
        }
    }

    /** Before the channels of a session are closed: those that open meanwhile close themselves. */
    static void markEnded(HttpSession session) {
        try {
            session.setAttribute(ENDED, true);
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "it has ended altogether, which is seen too", e);
        }
    }

    /** Whether channels of that session are to be closed; null if it was gone already. */
    static boolean hasEnded(@Nullable HttpSession session) {
        try {
            return session == null || session.getAttribute(ENDED) != null;
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "a push channel was opened as its session ended", e);
            return true;
        }
    }

    /** The session in which the page opened its channel; null if there is none any more. */
    static @Nullable HttpSession sessionOf(AtmosphereResource page) {
        return page.getRequest().getAttribute(SESSION) instanceof HttpSession session ? session : null;
    }

    @Override
    public void onStateChange(AtmosphereResourceEvent event) throws IOException {
        Object message = event.getMessage();
        if (message == null) {
            // A page that ends: its request may belong to the container again.
            return;
        }
        forms.onWritten(event.getResource());
        if (message instanceof byte[] bytes) {
            event.getResource().getResponse().write(bytes);
        } else {
            super.onStateChange(event);
        }
    }

    @Override
    public void destroy() {
        // Nothing is held.
    }

    /** A page that is gone is not counted any more. */
    private final class Forget extends AtmosphereResourceEventListenerAdapter {
        @Override
        public void onDisconnect(AtmosphereResourceEvent event) {
            forms.onGone(event.getResource());
        }

        @Override
        public void onClose(AtmosphereResourceEvent event) {
            forms.onGone(event.getResource());
        }
    }
}
