package org.corelink.push;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Answers a page that has nothing yet, or missed messages, with everything at once. {@code ?since=REVISION&boot=BOOT} of a
 * page that was away is answered with 204 if it has missed nothing.
 */
public final class SnapshotServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String GZIP = "gzip";

    private final transient Supplier<Snapshots.Encoded> snapshot;
    private final String boot;

    /** A servlet that answers with what {@code push} has told last. */
    public SnapshotServlet(LivePush push) {
        this.snapshot = push::snapshot;
        this.boot = push.boot();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Snapshots.Encoded newest = snapshot.get();
        boolean missedNothing = boot.equals(request.getParameter("boot"))
                && Long.toString(newest.revision()).equals(request.getParameter("since"));
        if (missedNothing) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Vary", "Accept-Encoding");
        byte[] body = newest.json();
        if (takesGzip(request)) {
            response.setHeader("Content-Encoding", GZIP);
            body = newest.gzip();
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains(GZIP);
    }
}
