package org.corelink.push;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.function.Consumer;

/**
 * Closes the channels of a session that ends. The container does so with WebSockets only; server-sent events and long polls
 * would go on.
 */
public final class EndWithSession implements HttpSessionListener {
    private final Consumer<HttpSession> close;

    /**
     * A listener for the container.
     *
     * @param close closes what was opened in a session
     */
    public EndWithSession(Consumer<HttpSession> close) {
        this.close = close;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        close.accept(event.getSession());
    }
}
