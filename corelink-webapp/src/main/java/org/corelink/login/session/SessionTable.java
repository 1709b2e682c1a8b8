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
 * All sessions and when each must end, on monotonic time: nothing that a client does moves a deadline. Pure. Any thread.
 */
final class SessionTable {
    /** Life of a session from sign-in on. */
    static final Duration SIGNED_IN = Duration.ofHours(8);

    /** Life of a session in which nobody has signed in: it only remembers the page that was asked for. */
    static final Duration ANONYMOUS = Duration.ofMinutes(30);

    /** By key. */
    private final Map<String, SignedInSession> signedIn = new HashMap<>();

    /** Deadlines by key. */
    private final Map<String, Long> anonymous = new HashMap<>();

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
                new SignedInSession(key, user, roles, address, nowNanos + SIGNED_IN.toNanos(), nowNanos);
        return signedIn.putIfAbsent(key, session) == null;
    }

    /** The person gave the password again. */
    synchronized void onPasswordGiven(String key, long nowNanos) {
        replace(key, session -> session.withPasswordAt(nowNanos));
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

    /** The keys of all sessions whose deadline has come. */
    synchronized List<String> due(long nowNanos) {
        List<String> due = new java.util.ArrayList<>();
        signedIn.forEach((key, session) -> addIf(due, key, session.deadlineNanos() - nowNanos <= 0));
        anonymous.forEach((key, deadline) -> addIf(due, key, deadline - nowNanos <= 0));
        return due;
    }

    private static void addIf(List<String> keys, String key, boolean wanted) {
        if (wanted) {
            keys.add(key);
        }
    }
}
