package org.corelink.manager;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corelink.login.SignInOutcome;
import org.corelink.login.session.FormToken;
import org.corelink.login.session.SignedInSession;
import org.corelink.login.session.StepUp;
import org.corelink.manager.CommandDesk.Outcome;
import org.corelink.manager.CommandPage.Pending;
import org.corelink.manager.CommandPage.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The manager's page: {@code GET /manager/html} shows it, {@code GET /manager/html/COMMAND} shows what a command tells, and
 * {@code POST /manager/html/COMMAND} lets one do something. A post needs the session's {@link FormToken}, and leads back to the
 * page, so that no reload repeats it.
 */
public final class HtmlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String HOME = "/manager/html";
    private static final String VIEW = "/manager/page.xhtml";
    private static final String PASSWORD = "password";
    private static final String SHOWN = Shown.class.getName();
    private static final String PENDING = Pending.class.getName();

    private final transient CommandDesk desk;
    private final transient SessionControl sessions;
    private final transient StepUp stepUp;

    /** A servlet of that desk. */
    public HtmlServlet(CommandDesk desk, SessionControl sessions, StepUp stepUp) {
        this.desk = desk;
        this.sessions = sessions;
        this.stepUp = stepUp;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        try {
            if (session == null || !desk.admits(request)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            switch (request.getMethod()) {
                case "GET", "HEAD" -> get(request, response, session);
                case "POST" -> post(request, response, session);
                default -> response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static String commandOf(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }

    private void get(HttpServletRequest request, HttpServletResponse response, HttpSession session)
            throws ServletException, IOException, InterruptedException {
        String name = commandOf(request);
        if (name.isEmpty()) {
            show(request, response, session, (Shown) take(session, SHOWN));
            return;
        }
        Command command = desk.commands().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (command == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (command.effect() != Effect.READS) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (desk.serve(request, name, TextServlet.parameters(request))
                instanceof Outcome.Answered(Answer answer)) {
            show(request, response, session, new Shown(name, answer));
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static @Nullable Object take(HttpSession session, String name) {
        Object kept = session.getAttribute(name);
        session.removeAttribute(name);
        return kept;
    }

    private void show(
            HttpServletRequest request, HttpServletResponse response, HttpSession session, @Nullable Shown shown)
            throws ServletException, IOException {
        request.setAttribute(
                "manager",
                new CommandPage(
                        FormToken.forPage(session),
                        desk.commands(),
                        SessionCommands.listed(sessions),
                        SessionCommands.idOf(SignedInSession.keyOf(session.getId())),
                        shown,
                        (Pending) take(session, PENDING)));
        request.getRequestDispatcher(VIEW).forward(request, response);
    }

    private void post(HttpServletRequest request, HttpServletResponse response, HttpSession session)
            throws IOException, InterruptedException {
        if (!FormToken.isOf(session, request.getParameter(FormToken.NAME))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String password = request.getParameter(PASSWORD);
        String problem = password == null ? null : problemOf(stepUp.attempt(request, password));
        Map<String, List<String>> parameters = new LinkedHashMap<>(TextServlet.parameters(request));
        parameters.remove(FormToken.NAME);
        parameters.remove(PASSWORD);
        if (problem != null) {
            session.setAttribute(PENDING, pending(request, parameters, problem));
        } else {
            keep(request, parameters, desk.serve(request, commandOf(request), parameters));
        }
        response.sendRedirect(request.getContextPath() + HOME, HttpServletResponse.SC_SEE_OTHER);
    }

    /** The key of the message that says why the password does not count; null if it does. */
    private static @Nullable String problemOf(SignInOutcome outcome) {
        return switch (outcome) {
            case SignInOutcome.Welcome _ -> null;
            case SignInOutcome.Refused _ -> "manager.passwordWrong";
            case SignInOutcome.TooMany _ -> "manager.passwordTooMany";
        };
    }

    private static Pending pending(
            HttpServletRequest request, Map<String, List<String>> parameters, @Nullable String problem) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((name, all) -> values.put(name, all.getFirst()));
        return new Pending(commandOf(request), values, problem);
    }

    private static void keep(HttpServletRequest request, Map<String, List<String>> parameters, Outcome outcome) {
        // A person can end the own session: then there is nobody to show anything to.
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        switch (outcome) {
            case Outcome.Answered(Answer answer) -> session.setAttribute(SHOWN, new Shown(commandOf(request), answer));
            case Outcome.PasswordNeeded _ -> session.setAttribute(PENDING, pending(request, parameters, null));
            case Outcome.Denied _ ->
                session.setAttribute(
                        SHOWN, new Shown(commandOf(request), Answer.failed("Not allowed for this account")));
        }
    }
}
