package org.corelink.push;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** Answers a page that missed messages with everything at once, in the form of a message. */
public final class SnapshotServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<String> snapshot;

    /**
     * A servlet that answers with what {@code snapshot} gives.
     *
     * @param snapshot {@link LivePush#snapshot}
     */
    public SnapshotServlet(Supplier<String> snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(snapshot.get());
    }
}
