package org.corelink.login;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends each session at its deadline, whatever the client does until then. The container closes the session's WebSockets
 * with it.
 */
public final class SessionGuard implements HttpSessionListener, HttpSessionIdListener {
    private static final System.Logger LOG = System.getLogger(SessionGuard.class.getName());

    private final SessionDeadlines deadlines = new SessionDeadlines();
    private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        sessions.put(session.getId(), session);
        deadlines.onCreated(session.getId(), System.nanoTime());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        HttpSession session = event.getSession();
        sessions.remove(oldId);
        sessions.put(session.getId(), session);
        deadlines.onSignedIn(oldId, session.getId(), System.nanoTime());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        String id = event.getSession().getId();
        sessions.remove(id);
        deadlines.onDestroyed(id);
    }

    /** Ends what is due. Called about once a second. */
    public void sweep() {
        for (String id : deadlines.due(System.nanoTime())) {
            deadlines.onDestroyed(id);
            HttpSession session = sessions.remove(id);
            if (session != null) {
                invalidate(session);
            }
        }
    }

    private static void invalidate(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "session had ended already", e);
        }
    }
}
