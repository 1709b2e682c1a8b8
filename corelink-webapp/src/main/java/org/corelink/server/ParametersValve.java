package org.corelink.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.InvalidParameterException;

/**
 * Reads the parameters of a request before anybody else does, and refuses those that are too many, too large or malformed, or
 * hold a NUL, which no text has and no name of a file can have. Else whoever asks for a parameter first would fail, and a
 * stranger could fill the log with that.
 */
final class ParametersValve extends ValveBase {
    ParametersValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Map<String, String[]> parameters;
        try {
            parameters = request.getParameterMap();
        } catch (InvalidParameterException e) {
            getContainer().getLogger().debug("refused", e);
            response.sendError(e.getErrorCode());
            return;
        }
        if (parameters.entrySet().stream().anyMatch(ParametersValve::hasNul)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            getNext().invoke(request, response);
        }
    }

    private static boolean hasNul(Map.Entry<String, String[]> parameter) {
        return Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue()))
                .anyMatch(text -> text.indexOf('\0') >= 0);
    }
}
