package org.corelink.login.session;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.corelink.login.SignIn;
import org.corelink.login.SignInOutcome;

/** Takes the password of who is signed in once more. If it is right, the session gets a new id. Any thread. */
public final class StepUp {
    private final SignIn signIn;
    private final SessionGuard sessions;

    /** For the sessions that {@code sessions} guards. */
    public StepUp(SignIn signIn, SessionGuard sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /** Tries the password, for the session of the request; without one it is refused. Blocks for seconds. */
    public SignInOutcome attempt(HttpServletRequest request, String password) throws InterruptedException {
        Principal person = request.getUserPrincipal();
        if (person == null || request.getSession(false) == null) {
            return new SignInOutcome.Refused();
        }
        SignInOutcome outcome = signIn.attempt(person.getName(), password, request.getRemoteAddr());
        if (outcome instanceof SignInOutcome.Welcome) {
            sessions.onPasswordGiven(request.changeSessionId());
        }
        return outcome;
    }
}
