package org.corelink.login.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;

/**
 * A session in which a person has signed in. Pure.
 *
 * @param key names the session without opening it: the SHA-256 of its id, hexadecimal
 * @param user who signed in
 * @param roles what the person may do
 * @param address from where, numeric
 * @param deadlineNanos when it ends, monotonic
 * @param passwordNanos when the password was last given, monotonic
 * @param usedNanos when the person last did something, monotonic; what pages ask for by themselves does not count
 */
public record SignedInSession(
        String key,
        UserPrincipal user,
        Set<Role> roles,
        String address,
        long deadlineNanos,
        long passwordNanos,
        long usedNanos) {
    /** Takes an immutable copy of the roles. */
    public SignedInSession {
        roles = Set.copyOf(roles);
    }

    /** The key of the session with that id. */
    public static String keyOf(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The same under a new id. */
    SignedInSession withKey(String newKey) {
        return new SignedInSession(newKey, user, roles, address, deadlineNanos, passwordNanos, usedNanos);
    }

    /** The same after the password was given again. */
    SignedInSession withPasswordAt(long nowNanos) {
        return new SignedInSession(key, user, roles, address, deadlineNanos, nowNanos, nowNanos);
    }

    /** The same after the person did something. */
    SignedInSession withUseAt(long nowNanos) {
        return new SignedInSession(key, user, roles, address, deadlineNanos, passwordNanos, nowNanos);
    }

    /** The same on a clock that shows {@code nanos} more. */
    SignedInSession shifted(long nanos) {
        return new SignedInSession(
                key, user, roles, address, deadlineNanos + nanos, passwordNanos + nanos, usedNanos + nanos);
    }
}
