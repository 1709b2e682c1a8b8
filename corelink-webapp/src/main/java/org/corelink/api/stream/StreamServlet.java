package org.corelink.api.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.corelink.api.Answer;
import org.corelink.api.Api;
import org.corelink.api.Call;
import org.corelink.api.Problem;
import org.corelink.api.Transfer;
import org.corelink.api.access.Grant;

/** Opens a stream, and writes it from a virtual thread of its own. */
public final class StreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(StreamServlet.class.getName());

    private final transient Api api;
    private final transient EventStreams streams;

    /** A servlet of that API and those streams. */
    public StreamServlet(Api api, EventStreams streams) {
        this.api = api;
        this.streams = streams;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = Transfer.call(request);
        Answer beginning = api.answer(call);
        if (beginning.status() != HttpServletResponse.SC_OK
                || request.getMethod().equals("HEAD")) {
            Transfer.write(beginning, response);
            return;
        }
        Grant grant = (Grant) Objects.requireNonNull(request.getAttribute(Grant.ATTRIBUTE), "nobody was let in");
        Optional<EventStreams.Opened> opened =
                streams.open(Api.isOfEventsOnly(call) ? Feed.EVENTS : Feed.CLUSTER, grant);
        if (opened.isEmpty()) {
            Transfer.write(
                    Problem.TOO_MANY_STREAMS
                            .answer("As many streams are open as this machine serves.")
                            .with("Retry-After", "10"),
                    response);
            return;
        }
        if (grant.session().isPresent() && request.getSession(false) == null) {
            // It ended before the stream could be told.
            opened.get().client().cut();
        }
        Transfer.start(beginning, response);
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        async.addListener(new CutAtEnd(opened.get().client()));
        var _ = Thread.ofVirtual().name("api-stream").start(() -> serve(opened.get(), async));
    }

    private void serve(EventStreams.Opened opened, AsyncContext async) {
        try {
            opened.client().serve(opened.first(), async.getResponse().getOutputStream());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a reader of the stream is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.onGone(opened.client());
            end(async);
        }
    }

    private static void end(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container had ended the stream already", e);
        }
    }

    /** The container ends the request when the reader is gone: nothing may be written after that. */
    private record CutAtEnd(StreamClient client) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            client.cut();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            client.cutAndWait();
        }

        @Override
        public void onError(AsyncEvent event) {
            client.cutAndWait();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is started once.
        }
    }
}
