package org.corelink.login.session;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;

/**
 * All sessions and when each must end, on monotonic time: nothing that a client does moves a deadline, and only what a person
 * does counts as use. Pure. Any thread.
 */
final class SessionTable {
    /** Life of a session from sign-in on. */
    static final Duration SIGNED_IN = Duration.ofHours(8);

    /** Life of a session in which nobody has signed in: it only remembers the page that was asked for. */
    static final Duration ANONYMOUS = Duration.ofMinutes(30);

    private static final String OVER = "its time is over";

    private final Optional<Duration> idleLimit;

    /** By key. */
    private final Map<String, SignedInSession> signedIn = new HashMap<>();

    /** Deadlines by key. */
    private final Map<String, Long> anonymous = new HashMap<>();

    /** @param idleLimit how long a session may go unused; empty for as long as it lasts */
    SessionTable(Optional<Duration> idleLimit) {
        this.idleLimit = idleLimit;
    }

    /** A session began, in which nobody has signed in yet. */
    synchronized void onCreated(String key, long nowNanos) {
        if (!signedIn.containsKey(key)) {
            anonymous.put(key, nowNanos + ANONYMOUS.toNanos());
        }
    }

    /** It has a new key, and the same deadline. */
    synchronized void onRenamed(String oldKey, String newKey) {
        SignedInSession known = signedIn.remove(oldKey);
        if (known != null) {
            signedIn.put(newKey, known.withKey(newKey));
        }
        Long deadline = anonymous.remove(oldKey);
        if (deadline != null) {
            anonymous.put(newKey, deadline);
        }
    }

    /** Somebody has signed in: the eight hours begin. False if the session was signed in already, from before a restart. */
    synchronized boolean onSignedIn(String key, UserPrincipal user, Set<Role> roles, String address, long nowNanos) {
        anonymous.remove(key);
        SignedInSession session =
                new SignedInSession(key, user, roles, address, nowNanos + SIGNED_IN.toNanos(), nowNanos, nowNanos);
        return signedIn.putIfAbsent(key, session) == null;
    }

    /** The person gave the password again. */
    synchronized void onPasswordGiven(String key, long nowNanos) {
        replace(key, session -> session.withPasswordAt(nowNanos));
    }

    /** The person did something. */
    synchronized void onUsed(String key, long nowNanos) {
        replace(key, session -> session.withUseAt(nowNanos));
    }

    private void replace(String key, UnaryOperator<SignedInSession> change) {
        signedIn.computeIfPresent(key, (same, session) -> change.apply(session));
    }

    /** It ended. True if somebody was signed in. */
    synchronized boolean onEnded(String key) {
        anonymous.remove(key);
        return signedIn.remove(key) != null;
    }

    /** Sessions from before a restart. */
    synchronized void restore(Collection<SignedInSession> sessions) {
        sessions.forEach(session -> signedIn.put(session.key(), session));
    }

    /** The session of that key, if somebody is signed in. */
    synchronized Optional<SignedInSession> find(String key) {
        return Optional.ofNullable(signedIn.get(key));
    }

    /** All in which somebody is signed in. */
    synchronized List<SignedInSession> signedIn() {
        return List.copyOf(signedIn.values());
    }

    /** The keys of all sessions that must end now, and why. */
    synchronized Map<String, String> due(long nowNanos) {
        Map<String, String> due = new HashMap<>();
        anonymous.forEach((key, deadline) -> putIf(due, key, OVER, deadline - nowNanos <= 0));
        signedIn.forEach((key, session) -> {
            putIf(due, key, "nobody used it", isIdle(session, nowNanos));
            putIf(due, key, OVER, session.deadlineNanos() - nowNanos <= 0);
        });
        return due;
    }

    private boolean isIdle(SignedInSession session, long nowNanos) {
        return idleLimit.isPresent()
                && nowNanos - session.usedNanos() >= idleLimit.get().toNanos();
    }

    private static void putIf(Map<String, String> reasons, String key, String reason, boolean wanted) {
        if (wanted) {
            reasons.put(key, reason);
        }
    }
}
