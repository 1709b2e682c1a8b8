package org.corelink.api.access;

import java.time.Duration;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;

/** Asks whether somebody may read, given name and password. Blocks; any thread. */
@FunctionalInterface
public interface PasswordCheck {
    /** The answer. */
    sealed interface Verdict {}

    /**
     * The password is right, and the account may read.
     *
     * @param user whose it is, as of then
     * @param roles the highest role and those below it
     */
    record Accepted(UserPrincipal user, Set<Role> roles) implements Verdict {}

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
