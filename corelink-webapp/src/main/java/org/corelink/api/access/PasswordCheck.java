package org.corelink.api.access;

import java.time.Duration;

/** Asks whether somebody may read, given name and password. Blocks; any thread. */
@FunctionalInterface
public interface PasswordCheck {
    /** The answer. */
    sealed interface Verdict {}

    /** The password is right, and the account may read. */
    record Accepted() implements Verdict {}

    /** It is not; why is not told. */
    record Refused() implements Verdict {}

    /** It was not tried: too many attempts are under way, or were made. */
    record TooMany(Duration retryAfter) implements Verdict {}

    /**
     * Asks.
     *
     * @param address of the client, numeric
     */
    Verdict ask(String user, String password, String address) throws InterruptedException;
}
