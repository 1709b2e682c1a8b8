package org.corelink.login.session;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.corelink.login.Role;
import org.corelink.login.Roles;
import org.corelink.login.UserPrincipal;
import org.corelink.login.pam.AccountCheck;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.PamQuestion;

/**
 * Asks again whether those who are signed in may be: whoever was locked, expired, removed, demoted, or has another password
 * is out.
 */
public final class AccountReview {
    private static final System.Logger LOG = System.getLogger(AccountReview.class.getName());

    private final AccountCheck accounts;
    private final Roles roles;
    private final SessionGuard sessions;

    /** Nothing is asked yet. */
    public AccountReview(AccountCheck accounts, Roles roles, SessionGuard sessions) {
        this.accounts = accounts;
        this.roles = roles;
        this.sessions = sessions;
    }

    /** Reviews everybody. Blocks; one thread at a time. */
    public void run() throws InterruptedException {
        Set<String> users =
                sessions.list().stream().map(session -> session.user().name()).collect(Collectors.toSet());
        for (String user : users) {
            review(user);
        }
    }

    /** Reviews one person, and ends the sessions that must not go on. False if the account could not be asked for. */
    public boolean review(String user) throws InterruptedException {
        PamAnswer answer = accounts.ask(PamQuestion.review(user));
        if (answer instanceof PamAnswer.Busy || answer instanceof PamAnswer.Failed) {
            // A PAM that hangs must not throw everybody out; the next round asks again.
            LOG.log(System.Logger.Level.WARNING, "the account of {0} cannot be reviewed now: {1}", user, answer);
            return false;
        }
        for (SignedInSession session : sessions.list()) {
            if (session.user().name().equals(user)) {
                objection(session.user(), session.roles(), answer, roles)
                        .ifPresent(reason -> sessions.end(other -> other.key().equals(session.key()), reason));
            }
        }
        return true;
    }

    /**
     * Whether somebody who has no session is still who the password was asked of, with the same roles at least. False if the
     * account could not be asked for.
     */
    boolean holds(UserPrincipal user, Set<Role> held) throws InterruptedException {
        PamAnswer answer = accounts.ask(PamQuestion.review(user.name()));
        return objection(user, held, answer, roles).isEmpty();
    }

    /** Why somebody with these roles must not go on; empty if it may be. Pure. */
    static Optional<String> objection(UserPrincipal user, Set<Role> held, PamAnswer answer, Roles roles) {
        if (!(answer instanceof PamAnswer.Granted granted) || !granted.account().isPerson()) {
            return Optional.of("the account may not sign in any more");
        }
        if (!granted.fingerprint().equals(user.fingerprint())) {
            return Optional.of("the account has another password or is locked");
        }
        return roles.of(granted).containsAll(held) ? Optional.empty() : Optional.of("the account has lost a role");
    }
}
