package org.corelink.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.corelink.push.LiveServlet;

/** Holds up the moment from which the container keeps the request of a push channel. */
final class LateStart extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final long PATIENCE_SECONDS = 20;

    private transient volatile CountDownLatch held = new CountDownLatch(0);
    private transient volatile CountDownLatch released = new CountDownLatch(0);

    void addTo(Context context) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("late-start");
        filter.setFilter(this);
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("late-start");
        map.addURLPattern(LiveServlet.PATH);
        context.addFilterMap(map);
    }

    /** From now on requests are held. */
    void hold() {
        held = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    void awaitHeld() throws InterruptedException {
        if (!held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no request came so far");
        }
    }

    /** They go on, and later ones are not held. */
    void release() {
        released.countDown();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Held(request), response);
    }

    private final class Held extends HttpServletRequestWrapper {
        Held(HttpServletRequest request) {
            super(request);
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
            held.countDown();
            try {
                if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody releases it");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.startAsync(request, response);
        }
    }
}
