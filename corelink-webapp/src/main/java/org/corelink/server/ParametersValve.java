package org.corelink.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.InvalidParameterException;

/**
 * Reads the parameters of a request before anybody else does, and refuses those that are too many, too large or malformed. Else
 * whoever asks for a parameter first would fail, and a stranger could fill the log with that.
 */
final class ParametersValve extends ValveBase {
    ParametersValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            request.getParameterMap();
        } catch (InvalidParameterException e) {
            getContainer().getLogger().debug("refused", e);
            response.sendError(e.getErrorCode());
            return;
        }
        getNext().invoke(request, response);
    }
}
