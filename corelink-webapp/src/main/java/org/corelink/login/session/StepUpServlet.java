package org.corelink.login.session;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.corelink.login.SignIn;
import org.corelink.login.SignInOutcome;

/**
 * Takes the password of who is signed in once more, as {@code POST} with the parameter {@code password}: 204 if it is right,
 * 403 if not, 429 with {@code Retry-After} if there are too many attempts. The session gets a new id.
 */
public final class StepUpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final transient SignIn signIn;
    private final transient SessionGuard sessions;

    /** A servlet for the sessions that {@code sessions} guards. */
    public StepUpServlet(SignIn signIn, SessionGuard sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal person = request.getUserPrincipal();
        String password = request.getParameter("password");
        if (person == null || password == null || request.getSession(false) == null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            answer(request, response, signIn.attempt(person.getName(), password, request.getRemoteAddr()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, SignInOutcome outcome)
            throws IOException {
        switch (outcome) {
            case SignInOutcome.Welcome _ -> {
                sessions.onPasswordGiven(request.changeSessionId());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case SignInOutcome.Refused _ -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
            case SignInOutcome.TooMany(Duration wait) -> {
                response.setHeader(
                        "Retry-After", Long.toString(wait.plusSeconds(1).toSeconds()));
                response.sendError(TOO_MANY_REQUESTS);
            }
        }
    }
}
