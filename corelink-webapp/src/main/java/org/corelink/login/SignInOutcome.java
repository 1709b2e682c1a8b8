package org.corelink.login;

import java.time.Duration;
import java.util.Set;

/** What comes of an attempt to sign in. */
public sealed interface SignInOutcome {
    /**
     * The person may come in.
     *
     * @param roles the highest role and those below it
     */
    record Welcome(UserPrincipal user, Set<Role> roles) implements SignInOutcome {}

    /** Wrong name, wrong password, or an account that may not be used: not told apart on purpose. */
    record Refused() implements SignInOutcome {}

    /**
     * The attempt was not tried.
     *
     * @param retryAfter when the next one has a chance
     */
    record TooMany(Duration retryAfter) implements SignInOutcome {}
}
