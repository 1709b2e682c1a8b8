package org.corelink.manager;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands for scripts: {@code /manager/text/COMMAND?PARAMETERS}, by GET or POST, with name and password (Basic). Browsers are
 * turned away: they would send a remembered password along with what another site makes them ask for.
 */
public final class TextServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient CommandDesk desk;

    /** A servlet of that desk. */
    public TextServlet(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("Sec-Fetch-Site") != null) {
            write(response, HttpServletResponse.SC_FORBIDDEN, Answer.failed("For browsers there is /manager/html"));
            return;
        }
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            write(response, HttpServletResponse.SC_OK, Answer.failed("No command was specified"));
            return;
        }
        try {
            answer(response, desk.serve(request, path.substring(1), parameters(request)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private static void answer(HttpServletResponse response, CommandDesk.Outcome outcome) throws IOException {
        switch (outcome) {
            case CommandDesk.Outcome.Answered(Answer answer) -> write(response, HttpServletResponse.SC_OK, answer);
            case CommandDesk.Outcome.Denied _, CommandDesk.Outcome.PasswordNeeded _ ->
                write(response, HttpServletResponse.SC_FORBIDDEN, Answer.failed("Not allowed for this account"));
        }
    }

    /** All parameters of a request, in their order. */
    static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return parameters;
    }

    private static void write(HttpServletResponse response, int status, Answer answer) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write(answer.text());
    }
}
