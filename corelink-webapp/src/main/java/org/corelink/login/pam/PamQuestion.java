package org.corelink.login.pam;

import java.util.Optional;

/**
 * One question about an account.
 *
 * @param user the name as the person wrote it
 * @param password what the person claims to know; empty = whether the account may be used still, asked without a password
 * @param remoteHost the client's address, for PAM's own log and rules ({@code PAM_RHOST}); empty for none
 */
public record PamQuestion(String user, Optional<String> password, String remoteHost) {
    /** Whether {@code password} is right and the account may be used. */
    public static PamQuestion signIn(String user, String password, String remoteHost) {
        return new PamQuestion(user, Optional.of(password), remoteHost);
    }

    /** Whether an account that has signed in before may be used still. */
    public static PamQuestion review(String user) {
        return new PamQuestion(user, Optional.empty(), "");
    }

    /** Tells no password, wherever it is written. */
    @Override
    public String toString() {
        return (password.isPresent() ? "sign-in of " : "review of ") + user + " from " + remoteHost;
    }
}
