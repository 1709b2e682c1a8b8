package org.corelink.server;

import java.util.Set;
import org.corelink.login.pam.AccountCheck;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.PamQuestion;
import org.corelink.login.pam.UnixAccount;

/**
 * Accounts {@code viewer}, {@code operator} and {@code admin}, which exist on no machine and are in the group of that role.
 *
 * @param password what opens each of them
 */
record AccountOfEachRole(String password) implements AccountCheck {
    private static final Set<String> NAMES = Set.of("viewer", "operator", "admin");

    @Override
    public PamAnswer ask(PamQuestion question) {
        boolean known = NAMES.contains(question.user());
        boolean right = question.password().map(password::equals).orElse(true);
        Set<String> groups = Set.of("corelink-" + question.user());
        return known && right
                ? new PamAnswer.Granted(new UnixAccount(question.user(), 1_000, "/bin/sh", groups), true, "f")
                : new PamAnswer.Refused();
    }
}
