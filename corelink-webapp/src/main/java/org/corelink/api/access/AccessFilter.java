package org.corelink.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.corelink.api.Answer;
import org.corelink.api.Problem;
import org.corelink.api.Transfer;
import org.corelink.login.Role;

/**
 * Lets in whoever may read: by a session, by a password (Basic), or by a token (Bearer). It stands before everything
 * under its paths, which the container lets pass.
 *
 * <p>A program is told how to sign in by {@code WWW-Authenticate}. A page's script is not told of Basic, lest the browser
 * ask for a password; and a person who opens such an address is led to the sign-in page and back.
 */
public final class AccessFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String BASIC = "Basic realm=\"CoreLink\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"CoreLink\"";

    private final transient PasswordCache passwords;
    private final transient TokenFile tokens;

    /** A filter that asks these. */
    public AccessFilter(PasswordCache passwords, TokenFile tokens) {
        this.passwords = passwords;
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isUserInRole(Role.VIEWER.roleName())) {
            enter(ofSession(request), request, response, chain);
            return;
        }
        switch (Credentials.of(request.getHeader("Authorization"))) {
            case Credentials.Token(String token)
            when tokens.accepts(token) ->
                enter(new Grant(Optional.empty(), _ -> tokens.accepts(token)), request, response, chain);
            case Credentials.Password password -> byPassword(password, request, response, chain);
            default -> refuse(request, response);
        }
    }

    private static void enter(Grant grant, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(Grant.ATTRIBUTE, grant);
        chain.doFilter(request, response);
    }

    private static Grant ofSession(HttpServletRequest request) {
        return new Grant(Optional.of(request.getSession().getId()), _ -> true);
    }

    private void byPassword(
            Credentials.Password given, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        PasswordCache.Remembered answer = ask(given, request.getRemoteAddr());
        switch (answer.verdict()) {
            case PasswordCheck.Accepted _ ->
                enter(new Grant(Optional.empty(), nanos -> nanos - answer.untilNanos() < 0), request, response, chain);
            case PasswordCheck.Refused _ -> refuse(request, response);
            case PasswordCheck.TooMany(Duration wait) -> Transfer.write(tooMany(wait), response);
        }
    }

    private PasswordCache.Remembered ask(Credentials.Password given, String address) {
        long now = System.nanoTime();
        try {
            return passwords.ask(given.user(), given.password(), address, now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PasswordCache.Remembered(new PasswordCheck.Refused(), now);
        }
    }

    private static Answer tooMany(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return Problem.TOO_MANY_ATTEMPTS
                .answer("Too many passwords were tried. Wait " + seconds + " s.")
                .with("Retry-After", Long.toString(seconds));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if ("navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && request.getMethod().equals("GET")) {
            // Answers with the sign-in page, which leads back here.
            request.authenticate(response);
            return;
        }
        boolean browser = request.getHeader("Sec-Fetch-Site") != null;
        if (!browser) {
            response.addHeader("WWW-Authenticate", BASIC);
        }
        response.addHeader("WWW-Authenticate", BEARER);
        Transfer.write(
                Problem.NOT_SIGNED_IN.answer("Sign in to the console, or send the name and password of an account of"
                        + " this machine (Basic), or a token of its token file (Bearer)."),
                response);
    }
}
