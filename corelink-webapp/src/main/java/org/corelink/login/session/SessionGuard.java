package org.corelink.login.session;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;

/**
 * Knows all sessions, ends each at its deadline or when told to, and keeps them over a restart. The container closes a
 * session's WebSockets with it. Any thread.
 */
public final class SessionGuard implements HttpSessionListener, HttpSessionIdListener {
    private static final System.Logger LOG = System.getLogger(SessionGuard.class.getName());

    private final SessionTable table;
    private final Map<String, HttpSession> live = new ConcurrentHashMap<>();
    private final SessionFile file;
    private final AuditLog audit;
    private volatile boolean frozen;

    /**
     * A guard of the sessions in {@code path}, and of those to come.
     *
     * @param path the file that keeps them; none is there yet at the first start
     * @param idleLimit how long a session may go unused; empty for as long as it lasts
     */
    public SessionGuard(Path path, Optional<Duration> idleLimit, AuditLog audit) {
        table = new SessionTable(idleLimit);
        file = new SessionFile(path);
        this.audit = audit;
        table.restore(file.load());
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        String key = keyOf(event);
        live.put(key, event.getSession());
        table.onCreated(key, System.nanoTime());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        String oldKey = SignedInSession.keyOf(oldId);
        String newKey = keyOf(event);
        live.remove(oldKey);
        live.put(newKey, event.getSession());
        table.onRenamed(oldKey, newKey);
        if (table.find(newKey).isPresent()) {
            save();
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        String key = keyOf(event);
        live.remove(key);
        if (!frozen) {
            end(key, "signed out");
        }
    }

    private static String keyOf(HttpSessionEvent event) {
        return SignedInSession.keyOf(event.getSession().getId());
    }

    /** Somebody has signed in, in the session with that id. */
    public void onSignedIn(String id, UserPrincipal user, Set<Role> roles, String address) {
        if (table.onSignedIn(SignedInSession.keyOf(id), user, roles, address, System.nanoTime())) {
            save();
        }
    }

    /** The person gave the password again, in the session with that id. */
    public void onPasswordGiven(String id) {
        table.onPasswordGiven(SignedInSession.keyOf(id), System.nanoTime());
        save();
    }

    /** The person did something, in the session with that id. */
    public void onUsed(String id) {
        table.onUsed(SignedInSession.keyOf(id), System.nanoTime());
    }

    /** The session with that id, if somebody is signed in: in this run of the server, or before. */
    public Optional<SignedInSession> find(String id) {
        return table.find(SignedInSession.keyOf(id));
    }

    /** All sessions in which somebody is signed in. */
    public List<SignedInSession> list() {
        return table.signedIn();
    }

    /** Ends what is due. Called about once a second. */
    public void sweep() {
        table.due(System.nanoTime()).forEach(this::end);
    }

    /**
     * Ends all sessions that {@code which} names.
     *
     * @param reason for the audit line
     * @return how many there were
     */
    public int end(Predicate<SignedInSession> which, String reason) {
        List<SignedInSession> ending = table.signedIn().stream().filter(which).toList();
        ending.forEach(session -> end(session.key(), reason));
        return ending.size();
    }

    private void end(String key, String reason) {
        Optional<SignedInSession> session = table.find(key);
        boolean wasSignedIn = table.onEnded(key);
        HttpSession open = live.remove(key);
        if (open != null) {
            invalidate(open);
        }
        if (wasSignedIn) {
            session.ifPresent(ended -> audit.record(
                    AuditEvent.of("session-ended", ended.address(), ended.user().name())
                            .with("reason", reason)));
            save();
        }
    }

    private static void invalidate(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "session had ended already", e);
        }
    }

    /** The server ends: what the container destroys from now on is to go on after the restart. */
    public void freeze() {
        frozen = true;
    }

    /** One writer at a time, and the last one writes what is true last. */
    private synchronized void save() {
        file.save(table.signedIn());
    }
}
