package org.corelink.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.Objects;
import org.atmosphere.cpr.SessionSupport;
import org.corelink.cluster.ClusterWatch;
import org.corelink.cluster.event.EventWatch;
import org.corelink.cluster.history.HistoryWatch;
import org.corelink.gossip.GossipStatus;
import org.corelink.login.session.StepUp;
import org.corelink.login.session.StepUpServlet;
import org.corelink.node.Attention;
import org.corelink.page.ConsoleFacts;
import org.corelink.push.EndWithSession;
import org.corelink.push.LiveServlet;
import org.corelink.push.SnapshotServlet;

/**
 * Joins the application to its container: starts the {@link Console} with the application, ends it with it, and hands
 * its parts to servlets and pages.
 */
public final class Wiring implements ServletContextListener {
    private static final String CONSOLE = Console.class.getName();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Handover handover = (Handover) Objects.requireNonNull(context.getAttribute(Handover.ATTRIBUTE), "no handover");
        try {
            start(context, handover);
        } catch (StartException e) {
            handover.onFailure(e);
        }
    }

    private static void start(ServletContext context, Handover handover) throws StartException {
        ServerConfig config = handover.config();
        LoginService login = handover.login();
        LiveServlet live = new LiveServlet();
        Console console = Console.start(config, live);
        context.setAttribute(CONSOLE, console);
        handover.onStart(console::interfaces);
        ServletRegistration.Dynamic channel = context.addServlet("live", live);
        channel.addMapping(LiveServlet.PATH);
        channel.setAsyncSupported(true);
        channel.setLoadOnStartup(1);
        context.addServlet("snapshot", new SnapshotServlet(console.push())).addMapping("/live/snapshot");
        context.addServlet("ca", new CaCertificateServlet(config.caCertificate()))
                .addMapping("/ca.pem");
        ApiWiring.add(context, console, config, login.passwords());
        StepUp stepUp = new StepUp(login.signIn(), login.sessions());
        AdministrationWiring.add(context, console, handover, stepUp);
        context.addServlet("step-up", new StepUpServlet(stepUp)).addMapping("/step-up");
        context.addListener(login.sessions());
        context.addListener(new EndWithSession(live::closeAllOf));
        context.addListener(SessionSupport.class);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Console console = (Console) event.getServletContext().getAttribute(CONSOLE);
        if (console != null) {
            console.close();
        }
    }

    /** Gives pages what the application started. */
    @ApplicationScoped
    static class Producers {
        private final ServletContext context;

        /** For the container's proxy only. */
        Producers() {
            this(null);
        }

        @Inject
        Producers(ServletContext context) {
            this.context = context;
        }

        private Console console() {
            return (Console) context.getAttribute(CONSOLE);
        }

        @Produces
        ClusterWatch clusterWatch() {
            return console().watch();
        }

        @Produces
        EventWatch eventWatch() {
            return console().events();
        }

        @Produces
        HistoryWatch historyWatch() {
            return console().history();
        }

        @Produces
        GossipStatus gossipStatus() {
            return console().status();
        }

        @Produces
        Attention attention() {
            return console().attention();
        }

        @Produces
        ConsoleFacts facts() {
            return console().facts();
        }
    }
}
