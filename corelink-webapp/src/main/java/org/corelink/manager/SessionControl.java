package org.corelink.manager;

import java.util.List;
import java.util.function.Predicate;
import org.corelink.login.session.SignedInSession;

/** The sessions of people who have signed in. Any thread. */
public interface SessionControl {
    /** All of them. */
    List<SignedInSession> list();

    /** Ends those that {@code which} names, with their push channels, and returns how many there were. */
    int end(Predicate<SignedInSession> which, String reason);

    /** The clock that their times are of, monotonic. */
    long nowNanos();
}
