package org.corelink.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Refuses what another site makes a browser send: a state change or a WebSocket whose {@code Origin} is not this
 * server. Requests without the header come from programs, which have no cookie to be abused.
 */
public final class SameOriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int HTTPS_PORT = 443;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean harmless = SAFE_METHODS.contains(request.getMethod()) && request.getHeader("Upgrade") == null;
        String origin = request.getHeader("Origin");
        if (harmless || origin == null || origin.equals(ownOrigin(request))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** As browsers write it: without the port where that is the scheme's own. */
    private static String ownOrigin(HttpServletRequest request) {
        String port = request.getServerPort() == HTTPS_PORT ? "" : ":" + request.getServerPort();
        return request.getScheme() + "://" + request.getServerName() + port;
    }
}
