package org.corelink.api.access;

import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Why a request was let in, and for how long that holds: what a stream asks that goes on after it.
 *
 * @param session id of the session; empty for a program that has none
 * @param holding whether it holds at a moment, in the time base of {@link System#nanoTime()}
 */
public record Grant(Optional<String> session, LongPredicate holding) {
    /** Name of the request's attribute that holds it. */
    public static final String ATTRIBUTE = Grant.class.getName();

    /** Whether it still holds. That of a session does until the session ends, which is told otherwise. */
    public boolean holds(long nowNanos) {
        return holding.test(nowNanos);
    }
}
