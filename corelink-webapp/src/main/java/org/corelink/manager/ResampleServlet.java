package org.corelink.manager;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import org.corelink.login.session.FormToken;
import org.corelink.manager.CommandDesk.Outcome;
import org.corelink.page.ResampleForm;

/**
 * The command {@code resample} for the pages of people who are no administrators: {@code POST} with the session's
 * {@link FormToken}. It leads back to the page of this machine, so that no reload repeats it.
 */
public final class ResampleServlet extends HttpServlet {
    /** Where it is. */
    public static final String PATH = "/resample";

    private static final long serialVersionUID = 1L;
    private static final String COMMAND = "resample";

    private final transient CommandDesk desk;
    private final String page;

    /**
     * A servlet of that desk.
     *
     * @param page of this machine, within the application
     */
    public ResampleServlet(CommandDesk desk, String page) {
        this.desk = desk;
        this.page = page;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        if (session == null || !FormToken.isOf(session, request.getParameter(FormToken.NAME))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            if (desk.serve(request, COMMAND, Map.of()) instanceof Outcome.Answered) {
                session.setAttribute(ResampleForm.DONE, true);
                response.sendRedirect(request.getContextPath() + page, HttpServletResponse.SC_SEE_OTHER);
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
