package org.corelink.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.pam.AccountCheck;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.PamQuestion;
import org.corelink.login.pam.UnixAccount;

/**
 * The account of a {@link Rehearsal}, which exists on no machine.
 *
 * @param password what opens it
 */
record OneAccount(String password) implements AccountCheck {
    private static final PamAnswer GRANTED = new PamAnswer.Granted(
            new UnixAccount(
                    Role.VIEWER.roleName(), UnixAccount.FIRST_PERSON_UID, "/bin/sh", Set.of(Role.VIEWER.groupName())),
            true,
            "0");

    @Override
    public PamAnswer ask(PamQuestion question) {
        boolean known = question.user().equals(Role.VIEWER.roleName());
        boolean right = question.password().map(this::opens).orElse(true);
        return known && right ? GRANTED : new PamAnswer.Refused();
    }

    private boolean opens(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells no password, wherever it is written. */
    @Override
    public String toString() {
        return "the account of a rehearsal";
    }
}
