package org.corelink.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers calls of programs. Who may call is decided before. */
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ApiServlet.class.getName());

    private final transient Api api;

    /** A servlet of that API. */
    public ApiServlet(Api api) {
        this.api = api;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Transfer.write(answer(request), response);
    }

    private Answer answer(HttpServletRequest request) {
        try {
            return api.answer(Transfer.call(request));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an answer of the API failed", e);
            return Problem.INTERNAL_ERROR.answer("CoreLink has made a mistake; its log tells more.");
        }
    }
}
