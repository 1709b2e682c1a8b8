package org.corelink.login;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When each session must end, on monotonic time: nothing that a client does moves its deadline. Pure; any thread.
 */
public final class SessionDeadlines {
    /** Life of a session from sign-in on. */
    public static final Duration SIGNED_IN = Duration.ofHours(8);

    /** Life of a session in which nobody has signed in: it only remembers the page that was asked for. */
    public static final Duration ANONYMOUS = Duration.ofMinutes(30);

    private final Map<String, Long> deadlineNanos = new ConcurrentHashMap<>();

    /** An anonymous session began. */
    public void onCreated(String id, long nowNanos) {
        deadlineNanos.put(id, nowNanos + ANONYMOUS.toNanos());
    }

    /** Its id changed, which happens exactly at sign-in: the eight hours begin. */
    public void onSignedIn(String oldId, String newId, long nowNanos) {
        deadlineNanos.remove(oldId);
        deadlineNanos.put(newId, nowNanos + SIGNED_IN.toNanos());
    }

    /** It ended. */
    public void onDestroyed(String id) {
        deadlineNanos.remove(id);
    }

    /** The ids of all sessions whose deadline has come. */
    public Set<String> due(long nowNanos) {
        return deadlineNanos.entrySet().stream()
                .filter(entry -> entry.getValue() - nowNanos <= 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
