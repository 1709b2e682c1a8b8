package org.corelink.api.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What the header {@code Authorization} holds (RFC 9110, 11.6.2). */
public sealed interface Credentials {
    /** Nothing, or nothing that is understood. */
    record None() implements Credentials {}

    /** Name and password (RFC 7617). */
    record Password(String user, String password) implements Credentials {
        /** Tells no password. */
        @Override
        public String toString() {
            return "the password of " + user;
        }
    }

    /** A token (RFC 6750). */
    record Token(String token) implements Credentials {
        /** Tells no token. */
        @Override
        public String toString() {
            return "a token";
        }
    }

    /** Reads the header; null if it was not sent. */
    static Credentials of(@Nullable String header) {
        String[] parts = header == null ? new String[0] : header.strip().split(" +", 2);
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
            return basic(parts[1].strip());
        }
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
            return new Token(parts[1].strip());
        }
        return new None();
    }

    private static Credentials basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? new None() : new Password(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            // Not Base64: as good as nothing.
            return new None();
        }
    }
}
