package org.corelink.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.corelink.api.access.PasswordCache;
import org.corelink.login.session.SessionGuard;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in by form, as Tomcat does it, with three exceptions: a push or ajax call without a session is answered with 401, since
 * a script could do nothing with the sign-in page; too many attempts are answered with 429; and the parts of the manager that
 * are for scripts take name and password with each request (Basic).
 */
final class ConsoleAuthenticator extends FormAuthenticator {
    /** Request attribute: seconds until the next attempt has a chance. */
    static final String RETRY_AFTER = "retryAfter";

    private static final int TOO_MANY_REQUESTS = 429;

    /** Header of what a script asks for because a person wants it. */
    private static final String PERSON = "X-CoreLink-Person";

    private final BasicPasswords passwords;
    private final SessionGuard sessions;

    ConsoleAuthenticator(PasswordCache passwords, SessionGuard sessions) {
        this.passwords = new BasicPasswords(passwords);
        this.sessions = sessions;
    }

    @Override
    protected AuthenticationResult doAuthenticateExtended(Request request, HttpServletResponse response)
            throws IOException {
        if (isFromScript(request) && request.getUserPrincipal() == null) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return AuthenticationResult.FAILED;
        }
        if (isByPassword(request)) {
            return passwords.authenticate(request, response)
                    ? AuthenticationResult.PASSED
                    : AuthenticationResult.FAILED;
        }
        SignInCall call = new SignInCall(request.getRemoteAddr());
        AuthenticationResult result =
                ScopedValue.where(ConsoleRealm.CALL, call).call(() -> super.doAuthenticateExtended(request, response));
        if (request.getUserPrincipal() != null && isByPerson(request)) {
            sessions.onUsed(request.getSessionInternal().getIdInternal());
        }
        if (result == AuthenticationResult.PASSED
                && request.getDecodedRequestURI()
                        .equals(context.getLoginConfig().getLoginPage())) {
            // Whoever is signed in has nothing to do there: this is where a bookmark of that page leads after signing
            // in.
            response.sendRedirect(request.getContextPath() + landingPage);
            return AuthenticationResult.FAILED;
        }
        return result;
    }

    private static boolean isByPerson(Request request) {
        return isByPerson(request.getHeader("Sec-Fetch-Mode"), request.getHeader(PERSON));
    }

    /**
     * Whether a person wants what is asked for. Browsers tell what a script asks for from what somebody goes to; scripts of the
     * console mark what they ask for because somebody wants it. Programs do nothing without somebody.
     */
    static boolean isByPerson(@Nullable String fetchMode, @Nullable String mark) {
        return fetchMode == null || fetchMode.equals("navigate") || mark != null;
    }

    @Override
    protected void forwardToErrorPage(Request request, HttpServletResponse response, LoginConfig config)
            throws IOException {
        ConsoleRealm.CALL.get().retryAfter().ifPresent(wait -> sayTooMany(request, response, wait));
        // As Tomcat does for the sign-in page: pages are got, whatever led to them.
        String method = request.getMethod();
        request.getCoyoteRequest().setMethod("GET");
        try {
            super.forwardToErrorPage(request, response, config);
        } finally {
            request.getCoyoteRequest().setMethod(method);
        }
    }

    private static void sayTooMany(Request request, HttpServletResponse response, Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        response.setStatus(TOO_MANY_REQUESTS);
        response.setHeader("Retry-After", Long.toString(seconds));
        request.setAttribute(RETRY_AFTER, seconds);
    }

    /** The text commands of the manager know no session; its status is for people and for scripts. */
    private static boolean isByPassword(Request request) {
        String path = request.getDecodedRequestURI();
        return path.startsWith("/manager/text")
                || (path.equals("/manager/status") && request.getHeader("Authorization") != null);
    }

    private static boolean isFromScript(Request request) {
        return request.getDecodedRequestURI().startsWith("/live/")
                || "partial/ajax".equals(request.getHeader("Faces-Request"));
    }
}
