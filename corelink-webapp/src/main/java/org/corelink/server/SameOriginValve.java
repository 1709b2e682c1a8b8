package org.corelink.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another site makes a browser send: a state change or a WebSocket. A valve, since signing in is answered before
 * any filter: else another site could sign a person in under a name of its choice.
 *
 * <p>Browsers say in {@code Sec-Fetch-Site} where a request comes from, older ones only in {@code Origin}. A request with
 * neither comes from a program, which has no cookie to be abused.
 */
final class SameOriginValve extends ValveBase {
    private static final int HTTPS_PORT = 443;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    /** The page itself, or a person: an address that was typed, a bookmark. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    SameOriginValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // A malformed request has none.
        String method = Objects.requireNonNullElse(request.getMethod(), "");
        boolean harmless = SAFE_METHODS.contains(method) && request.getHeader("Upgrade") == null;
        if (harmless || isOwn(request)) {
            getNext().invoke(request, response);
        } else {
            response.sendError(Response.SC_FORBIDDEN);
        }
    }

    private static boolean isOwn(Request request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        @Nullable String origin = request.getHeader("Origin");
        return (site == null || OWN.contains(site)) && (origin == null || origin.equals(ownOrigin(request)));
    }

    /** As browsers write it: without the port where that is the scheme's own. */
    private static String ownOrigin(Request request) {
        String port = request.getServerPort() == HTTPS_PORT ? "" : ":" + request.getServerPort();
        return request.getScheme() + "://" + request.getServerName() + port;
    }
}
