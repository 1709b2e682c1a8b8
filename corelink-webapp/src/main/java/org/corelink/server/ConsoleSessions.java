package org.corelink.server;

import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Session;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.corelink.login.session.SessionGuard;
import org.corelink.login.session.SignedInSession;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's sessions, which the {@link SessionGuard} hears of when somebody signs in, and which it brings back after a restart:
 * empty but for who it is.
 */
final class ConsoleSessions extends StandardManager {
    private static final String FORM = "FORM";

    private final SessionGuard guard;

    ConsoleSessions(SessionGuard guard) {
        this.guard = guard;
        // No file of Java-serialised sessions.
        setPathname(null);
    }

    @Override
    protected StandardSession getNewSession() {
        return new ConsoleSession(this, guard);
    }

    @Override
    public @Nullable Session findSession(@Nullable String id) throws IOException {
        Session session = super.findSession(id);
        if (session != null || id == null) {
            return session;
        }
        SignedInSession saved = guard.find(id).orElse(null);
        return saved == null ? null : revive(id, saved);
    }

    private synchronized Session revive(String id, SignedInSession saved) throws IOException {
        Session present = super.findSession(id);
        if (present != null) {
            return present;
        }
        Session revived = createSession(id);
        revived.setAuthType(FORM);
        revived.setPrincipal(ConsoleRealm.principal(saved.user(), saved.roles()));
        return revived;
    }

    @Override
    protected void stopInternal() throws org.apache.catalina.LifecycleException {
        guard.freeze();
        super.stopInternal();
    }

    /** A session that tells when somebody signs in. */
    private static final class ConsoleSession extends StandardSession {
        private static final long serialVersionUID = 1L;

        private final transient SessionGuard guard;

        ConsoleSession(ConsoleSessions sessions, SessionGuard guard) {
            super(sessions);
            this.guard = guard;
        }

        @Override
        public void setPrincipal(@Nullable Principal principal) {
            super.setPrincipal(principal);
            if (principal instanceof GenericPrincipal person
                    && person.getUserPrincipal() instanceof UserPrincipal user) {
                guard.onSignedIn(getIdInternal(), user, roles(person), address());
            }
        }

        private static Set<Role> roles(GenericPrincipal person) {
            return Set.of(Role.values()).stream()
                    .filter(role -> person.hasRole(role.roleName()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static String address() {
            return ConsoleRealm.CALL.isBound() ? ConsoleRealm.CALL.get().address() : "";
        }
    }
}
