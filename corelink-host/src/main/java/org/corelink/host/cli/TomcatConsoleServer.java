package org.corelink.host.cli;

import org.corelink.manager.Eviction;
import org.corelink.server.EmbeddedTomcat;
import org.corelink.server.ServerConfig;
import org.corelink.server.StartException;

/** The console in a Tomcat in this process, closed by SIGINT and SIGTERM too. SHELL. */
public final class TomcatConsoleServer implements ConsoleServer {
    private final EmbeddedTomcat tomcat;

    private TomcatConsoleServer(EmbeddedTomcat tomcat) {
        this.tomcat = tomcat;
    }

    /** See {@link ConsoleServer.Starter}. */
    public static ConsoleServer start(ServerConfig config, Eviction eviction) throws StartException {
        return new TomcatConsoleServer(EmbeddedTomcat.startOnHost(config, eviction));
    }

    @Override
    public int port() {
        return tomcat.port();
    }

    @Override
    public void awaitClose() throws InterruptedException {
        tomcat.awaitClose();
    }

    @Override
    public void close() {
        tomcat.close();
    }
}
