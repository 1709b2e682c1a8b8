package org.corelink.push;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.atmosphere.client.TrackMessageSizeInterceptor;
import org.atmosphere.cpr.ApplicationConfig;
import org.atmosphere.cpr.AtmosphereFramework;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereServlet;
import org.atmosphere.cpr.Broadcaster;
import org.atmosphere.cpr.BroadcasterConfig;
import org.atmosphere.interceptor.HeartbeatInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * The push channel: WebSocket, server-sent events and long polling under one path, by Atmosphere. Who may open it is
 * decided by the security constraint on that path in {@code web.xml}, before anything here runs.
 */
public final class LiveServlet extends AtmosphereServlet implements LiveChannel {
    /** Path of the channel. */
    public static final String PATH = "/live/push";

    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger(LiveServlet.class.getName());

    /** Messages kept for a page between two long polls; a page that missed more sees the gap and fetches a snapshot. */
    private static final String CACHED_PER_CLIENT = "16";

    /** Of such a message, and of a page that has not asked for so long. Seconds. */
    private static final String KEPT_SECONDS = "30";

    private static final String CLEANING_SECONDS = "10";

    /** A page that takes nothing for so long is given up. */
    private static final String WRITE_TIMEOUT_MS = "10000";

    private static final String IDLE_LIMIT_MS = "30000";

    /** A thread that has written to a page ends; it would wait for the next message for this time, and be woken to end. */
    private static final String NO_WAIT = "0";

    /** Null until the container has called {@link #init}, from another thread than those that push. */
    private transient volatile @Nullable Broadcaster broadcaster;

    /** A channel that has no clients before the container starts it. */
    public LiveServlet() {
        super(false, false);
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        configureFramework(config, false);
        AtmosphereFramework framework = framework();
        configure(framework);
        super.init(config);
        LiveForms forms = new LiveForms();
        framework.addAtmosphereHandler(PATH, new LiveHandler(forms), PATH, List.of(new TrackMessageSizeInterceptor()));
        Broadcaster opened = framework.getBroadcasterFactory().lookup(PATH, true);
        PollCache cache = new PollCache(forms::isStream);
        cache.configure(framework.getAtmosphereConfig());
        BroadcasterConfig settings = opened.getBroadcasterConfig();
        settings.getBroadcasterCache().cleanup();
        settings.setBroadcasterCache(cache).addFilter(forms);
        // The library starts only what it has made itself; nothing of a page that has gone would be forgotten.
        cache.start();
        broadcaster = opened;
    }

    private static void configure(AtmosphereFramework framework) {
        // No scanning for annotated handlers: the one handler is given above.
        framework.addInitParameter(ApplicationConfig.SCAN_CLASSPATH, "false");
        framework.addInitParameter("org.atmosphere.container.JSR356AsyncSupport.mappingPath", PATH);
        framework.addInitParameter("org.atmosphere.cpr.jsr356.pathMappingLength", "1");
        framework.addInitParameter(ApplicationConfig.PROPERTY_SESSION_SUPPORT, "true");
        framework.addInitParameter(ApplicationConfig.DROP_ACCESS_CONTROL_ALLOW_ORIGIN_HEADER, "true");
        framework.addInitParameter(ApplicationConfig.WEBSOCKET_REQUIRE_SAME_ORIGIN, "true");
        framework.addInitParameter(ApplicationConfig.BROADCASTER_CLASS, LiveBroadcaster.class.getName());
        framework.addInitParameter(ApplicationConfig.BROADCASTER_WAIT_TIME, NO_WAIT);
        // A beat would be timed anew with every message. The server speaks every 3 s anyway.
        framework.addInitParameter(
                ApplicationConfig.DISABLE_ATMOSPHEREINTERCEPTORS, HeartbeatInterceptor.class.getName());
        framework.addInitParameter(ApplicationConfig.UUIDBROADCASTERCACHE_MAX_PER_CLIENT, CACHED_PER_CLIENT);
        framework.addInitParameter(ApplicationConfig.UUIDBROADCASTERCACHE_MESSAGE_TTL, KEPT_SECONDS);
        framework.addInitParameter(ApplicationConfig.UUIDBROADCASTERCACHE_CLIENT_IDLETIME, KEPT_SECONDS);
        framework.addInitParameter(ApplicationConfig.UUIDBROADCASTERCACHE_IDLE_CACHE_INTERVAL, CLEANING_SECONDS);
        // Pages send the library's own few words only.
        framework.addInitParameter(ApplicationConfig.WEBSOCKET_MAXTEXTSIZE, "4096");
        framework.addInitParameter(ApplicationConfig.WEBSOCKET_MAXBINARYSIZE, "4096");
        framework.addInitParameter(ApplicationConfig.WEBSOCKET_BUFFER_SIZE, "4096");
        framework.addInitParameter(ApplicationConfig.WEBSOCKET_WRITE_TIMEOUT, WRITE_TIMEOUT_MS);
        // The server speaks every 3 s; a channel on which nothing could be said for so long has lost its page.
        framework.addInitParameter(ApplicationConfig.WEBSOCKET_IDLETIME, IDLE_LIMIT_MS);
        framework.addInitParameter(ApplicationConfig.MAX_INACTIVE, IDLE_LIMIT_MS);
        // A thread that waits for a slow page is a virtual one, and holds up nobody.
        framework.addInitParameter("org.atmosphere.useVirtualThreads", "true");
        framework.addInitParameter(ApplicationConfig.BROADCASTER_SHARABLE_THREAD_POOLS, "true");
        framework.addInitParameter(ApplicationConfig.ANALYTICS, "false");
    }

    /**
     * {@inheritDoc}
     *
     * <p>A session may have ended after the library had asked whether to keep the request, and before it did: there was
     * nothing to close then, and it would be kept for good.
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        super.service(request, response);
        if (request.isAsyncStarted() && LiveHandler.hasEnded(session)) {
            complete(request.getAsyncContext());
        }
    }

    private static void complete(AsyncContext kept) {
        try {
            kept.complete();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "it has been closed with its session", e);
        }
    }

    @Override
    public int clients() {
        Broadcaster open = broadcaster;
        return open == null ? 0 : open.getAtmosphereResources().size();
    }

    @Override
    public void broadcast(LiveMessage message) {
        Broadcaster open = broadcaster;
        if (open != null) {
            // Delivery is per page and asynchronous; a page that misses a message finds the gap by its numbers.
            var _ = open.broadcast(message);
        }
    }

    /** Closes what is open in a session. Any thread. */
    public void closeAllOf(HttpSession session) {
        LiveHandler.markEnded(session);
        Broadcaster open = broadcaster;
        if (open == null) {
            return;
        }
        for (AtmosphereResource resource : open.getAtmosphereResources()) {
            if (session.equals(LiveHandler.sessionOf(resource))) {
                close(resource);
            }
        }
    }

    private void close(AtmosphereResource resource) {
        try {
            resource.close();
        } catch (IOException e) {
            log("a push channel had ended already", e);
        }
    }
}
