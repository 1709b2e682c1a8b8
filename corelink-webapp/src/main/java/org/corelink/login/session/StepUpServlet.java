package org.corelink.login.session;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.corelink.login.SignInOutcome;

/**
 * Takes the password of who is signed in once more, as {@code POST} with the parameter {@code password}: 204 if it is right,
 * 403 if not, 429 with {@code Retry-After} if there are too many attempts. The session gets a new id.
 */
public final class StepUpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final transient StepUp stepUp;

    /** A servlet that asks {@code stepUp}. */
    public StepUpServlet(StepUp stepUp) {
        this.stepUp = stepUp;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String password = request.getParameter("password");
        if (password == null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            answer(response, stepUp.attempt(request, password));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static void answer(HttpServletResponse response, SignInOutcome outcome) throws IOException {
        switch (outcome) {
            case SignInOutcome.Welcome _ -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            case SignInOutcome.Refused _ -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
            case SignInOutcome.TooMany(Duration wait) -> {
                response.setHeader(
                        "Retry-After", Long.toString(wait.plusSeconds(1).toSeconds()));
                response.sendError(TOO_MANY_REQUESTS);
            }
        }
    }
}
