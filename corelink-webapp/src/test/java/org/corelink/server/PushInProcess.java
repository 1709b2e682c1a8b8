package org.corelink.server;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.startup.Tomcat;
import org.atmosphere.cpr.AtmosphereFramework;
import org.atmosphere.cpr.Broadcaster;
import org.corelink.login.pam.AccountCheck;
import org.corelink.push.LiveServlet;

/** A console in the process of the test, and the inside of its push channel. */
record PushInProcess(EmbeddedTomcat server, AtmosphereFramework framework) implements AutoCloseable {
    /**
     * Starts it, see {@link ConsoleInProcess}.
     *
     * @param change what is to be different in the application
     */
    static PushInProcess start(Path folder, AccountCheck accounts, Consumer<Context> change) throws Exception {
        AtomicReference<Tomcat> tomcat = new AtomicReference<>();
        EmbeddedTomcat server = ConsoleInProcess.start(folder, accounts, changed -> {
            change.accept(application(changed));
            tomcat.set(changed);
        });
        StandardWrapper live = (StandardWrapper) application(tomcat.get()).findChild("live");
        return new PushInProcess(server, ((LiveServlet) live.getServlet()).framework());
    }

    private static Context application(Tomcat tomcat) {
        return (Context) tomcat.getHost().findChildren()[0];
    }

    /** What all open pages are told. */
    Broadcaster channel() {
        return framework.getBroadcasterFactory().lookup(LiveServlet.PATH, true);
    }

    /** Of HTTPS. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
