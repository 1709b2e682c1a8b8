package org.corelink.server;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.function.Predicate;
import org.corelink.login.session.SessionGuard;
import org.corelink.login.session.SignedInSession;
import org.corelink.login.session.StepUp;
import org.corelink.manager.CommandDesk;
import org.corelink.manager.Commands;
import org.corelink.manager.Controls;
import org.corelink.manager.HtmlServlet;
import org.corelink.manager.ResampleServlet;
import org.corelink.manager.SessionControl;
import org.corelink.manager.StatusServlet;
import org.corelink.manager.TextServlet;

/** Joins the manager to the container. */
final class AdministrationWiring {
    private AdministrationWiring() {}

    static void add(ServletContext context, Console console, Handover handover, StepUp stepUp) {
        LoginService login = handover.login();
        SessionControl sessions = new Sessions(login.sessions());
        Controls controls =
                new Controls(console, handover.eviction(), sessions, new ServerProcessControl(), handover.connector());
        CommandDesk desk = new CommandDesk(Commands.of(controls), login.permission(), login.audit());
        context.addServlet("manager-text", new TextServlet(desk)).addMapping("/manager/text/*");
        context.addServlet("manager-html", new HtmlServlet(desk, sessions, stepUp))
                .addMapping("/manager/html/*");
        context.addServlet("resample", new ResampleServlet(desk, "/machine.xhtml?id=" + console.id()))
                .addMapping(ResampleServlet.PATH);
        context.addServlet("manager-status", new StatusServlet(desk, controls)).addMapping("/manager/status");
    }

    /** The sessions, on the clock that they are measured by. */
    private record Sessions(SessionGuard guard) implements SessionControl {
        @Override
        public List<SignedInSession> list() {
            return guard.list();
        }

        @Override
        public int end(Predicate<SignedInSession> which, String reason) {
            return guard.end(which, reason);
        }

        @Override
        public long nowNanos() {
            return System.nanoTime();
        }
    }
}
