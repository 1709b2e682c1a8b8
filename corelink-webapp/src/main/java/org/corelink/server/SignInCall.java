package org.corelink.server;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the realm is told of the request whose password it checks, and tells back. Used by one thread. */
final class SignInCall {
    private final String address;
    private @Nullable Duration retryAfter;

    SignInCall(String address) {
        this.address = address;
    }

    /** The client's, numeric. */
    String address() {
        return address;
    }

    /** The attempt was not tried. */
    void onTooMany(Duration newRetryAfter) {
        retryAfter = newRetryAfter;
    }

    /** When to try again; empty if the attempt was tried. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
