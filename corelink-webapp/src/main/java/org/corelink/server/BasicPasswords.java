package org.corelink.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.corelink.api.access.Credentials;
import org.corelink.api.access.PasswordCache;
import org.corelink.api.access.PasswordCheck;
import org.corelink.api.access.PasswordCheck.Verdict;

/**
 * Name and password that come with a request (Basic), for scripts: no session begins, and one that the request names counts for
 * nothing. A browser is not told that it could send them, lest it do so for other sites too.
 */
final class BasicPasswords {
    private static final int TOO_MANY_REQUESTS = 429;

    private final PasswordCache passwords;

    BasicPasswords(PasswordCache passwords) {
        this.passwords = passwords;
    }

    /** Lets the request go on under the name that it gives: true. Otherwise answers it: false. */
    boolean authenticate(Request request, HttpServletResponse response) throws IOException {
        request.setUserPrincipal(null);
        Verdict verdict =
                switch (Credentials.of(request.getHeader("Authorization"))) {
                    case Credentials.Password(String user, String password) ->
                        ask(user, password, request.getRemoteAddr());
                    case Credentials.Token _, Credentials.None _ -> new PasswordCheck.Refused();
                };
        return switch (verdict) {
            case PasswordCheck.Accepted accepted -> {
                request.setAuthType(HttpServletRequest.BASIC_AUTH);
                request.setUserPrincipal(ConsoleRealm.principal(accepted.user(), accepted.roles()));
                yield true;
            }
            case PasswordCheck.Refused _ -> refuse(request, response);
            case PasswordCheck.TooMany(Duration wait) -> {
                long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
                response.setHeader("Retry-After", Long.toString(seconds));
                yield answer(response, TOO_MANY_REQUESTS, "Too many passwords were tried; wait " + seconds + " s");
            }
        };
    }

    private Verdict ask(String user, String password, String address) {
        try {
            return passwords.ask(user, password, address, System.nanoTime()).verdict();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PasswordCheck.Refused();
        }
    }

    private static boolean refuse(Request request, HttpServletResponse response) throws IOException {
        if (request.getHeader("Sec-Fetch-Site") == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"CoreLink\", charset=\"UTF-8\"");
        }
        return answer(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "Send the name and password of an account of this machine (Basic)");
    }

    private static boolean answer(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("FAIL - " + message + "\n");
        return false;
    }
}
