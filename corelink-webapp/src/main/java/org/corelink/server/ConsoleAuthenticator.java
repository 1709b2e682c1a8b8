package org.corelink.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.connector.Request;

/**
 * Sign-in by form, as Tomcat does it, except that a push or ajax call without a session is answered with 401: a script
 * could do nothing with the sign-in page.
 */
final class ConsoleAuthenticator extends FormAuthenticator {
    @Override
    protected AuthenticationResult doAuthenticateExtended(Request request, HttpServletResponse response)
            throws IOException {
        if (isFromScript(request) && request.getUserPrincipal() == null) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return AuthenticationResult.FAILED;
        }
        return super.doAuthenticateExtended(request, response);
    }

    private static boolean isFromScript(Request request) {
        return request.getDecodedRequestURI().startsWith("/live/")
                || "partial/ajax".equals(request.getHeader("Faces-Request"));
    }
}
