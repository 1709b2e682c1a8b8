package org.corelink.host.cli;

import org.corelink.manager.Eviction;
import org.corelink.server.ServerConfig;
import org.corelink.server.StartException;

/** A running web console. */
public interface ConsoleServer extends AutoCloseable {
    /** Starts one. */
    interface Starter {
        /**
         * Starts the console; when this returns, it answers.
         *
         * @param eviction puts machines out of the cluster
         * @throws StartException with the cause and the next step in words
         */
        ConsoleServer start(ServerConfig config, Eviction eviction) throws StartException;
    }

    /** The HTTPS port that it listens on. */
    int port();

    /** Blocks until it is closed. */
    void awaitClose() throws InterruptedException;

    @Override
    void close();
}
