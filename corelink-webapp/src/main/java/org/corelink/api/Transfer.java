package org.corelink.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries calls and answers between the container and {@link Api}. */
public final class Transfer {
    private Transfer() {}

    /** What the request asks. */
    public static Call call(HttpServletRequest request) {
        String more = request.getPathInfo();
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return new Call(
                request.getMethod(),
                request.getServletPath() + (more == null ? "" : more),
                parameters,
                request.getHeader("Accept"),
                request.getHeader("If-None-Match"));
    }

    /** Writes the answer; to a HEAD the container sends no body. */
    public static void write(Answer answer, HttpServletResponse response) throws IOException {
        start(answer, response);
        // No length where there may be no body.
        if (answer.body().length > 0) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    /** Writes all but the body. */
    public static void start(Answer answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
    }
}
