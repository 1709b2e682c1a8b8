package org.corelink.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Sets the security headers of every response, whatever its status: a valve, because filters do not see what the
 * authenticator or the container itself answers.
 */
final class SecurityHeadersValve extends ValveBase {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "Strict-Transport-Security",
            "max-age=31536000",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            "Cache-Control",
            "no-store");

    private static final String DOCUMENTATION = "/docs/";

    /** The site brings its own style sheets and scripts, as files; what stands in its pages themselves is not run. */
    private static final String DOCUMENTATION_POLICY =
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    SecurityHeadersValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        // A malformed request has none, and its refusal comes by here too.
        String path = request.getDecodedRequestURI();
        if (path != null && path.startsWith(DOCUMENTATION)) {
            response.setHeader("Content-Security-Policy", DOCUMENTATION_POLICY);
        }
        getNext().invoke(request, response);
    }
}
