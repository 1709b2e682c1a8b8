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
    /** Request attribute: the session in which a channel was opened. */
    static final String SESSION = LiveHandler.class.getName() + ".session";

    /** Of a long poll: not one that the container would compress for each page. */
    private static final String UNCOMPRESSED = "application/octet-stream";

    private final LiveForms forms;

    /** A handler of pages whose messages {@code forms} counts. */
    LiveHandler(LiveForms forms) {
        this.forms = forms;
    }

    @Override
    public void onRequest(AtmosphereResource page) {
        if (!"GET".equals(page.getRequest().getMethod())) {
            return;
        }
        page.getRequest().setAttribute(SESSION, page.getRequest().getSession(false));
        if (page.transport() == TRANSPORT.LONG_POLLING) {
            page.getResponse().setContentType(UNCOMPRESSED);
        }
        forms.onOpen(page);
        page.addEventListener(new Forget());
        page.suspend();
    }

    /** The session in which the page opened its channel; null if there is none any more. */
    static @Nullable HttpSession sessionOf(AtmosphereResource page) {
        return page.getRequest().getAttribute(SESSION) instanceof HttpSession session ? session : null;
    }

    @Override
    public void onStateChange(AtmosphereResourceEvent event) throws IOException {
        if (event.getMessage() != null) {
            forms.onWritten(event.getResource());
        }
        if (event.getMessage() instanceof byte[] bytes) {
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
