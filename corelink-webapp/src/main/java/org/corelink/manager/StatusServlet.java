package org.corelink.manager;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The status of the server: a page, or with {@code JSON=true} or {@code XML=true} for programs. */
public final class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/manager/status.xhtml";

    private final transient CommandDesk desk;
    private final transient Controls controls;

    /** A servlet for what {@code controls} tell. */
    public StatusServlet(CommandDesk desk, Controls controls) {
        this.desk = desk;
        this.controls = controls;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (!desk.admits(request)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        StatusReport status = StatusReport.of(controls);
        if (isTrue(request, "JSON")) {
            write(response, "application/json", StatusText.json(status));
        } else if (isTrue(request, "XML")) {
            write(response, "text/xml", StatusText.xml(status));
        } else {
            request.setAttribute("status", status);
            request.getRequestDispatcher(PAGE).forward(request, response);
        }
    }

    private static boolean isTrue(HttpServletRequest request, String name) {
        return Boolean.parseBoolean(request.getParameter(name));
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        response.getWriter().write(text);
    }
}
