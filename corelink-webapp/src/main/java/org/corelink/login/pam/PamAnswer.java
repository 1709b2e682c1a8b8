package org.corelink.login.pam;

/** What comes of a {@link PamQuestion}. */
public sealed interface PamAnswer {
    /**
     * Yes.
     *
     * @param account the account as it is now, under the name that the host spells
     * @param roleGroupsExist whether the host has any of the groups that CoreLink gives roles by
     * @param fingerprint changes with the password and the identity of the account; hexadecimal
     */
    record Granted(UnixAccount account, boolean roleGroupsExist, String fingerprint) implements PamAnswer {}

    /** No. Why is not told apart on purpose. */
    record Refused() implements PamAnswer {}

    /** Too many questions are waiting; this one was not asked. */
    record Busy() implements PamAnswer {}

    /**
     * There was no answer.
     *
     * @param reason for the log
     */
    record Failed(String reason) implements PamAnswer {}
}
