package org.corelink.server;

/** The running web server with the console deployed in it. */
@SuppressWarnings("DoNotCallSuggester")
public final class EmbeddedTomcat implements AutoCloseable {
    private EmbeddedTomcat() {}

    /**
     * Starts the server; when this returns, it answers.
     *
     * @throws StartException if the port is taken or not allowed, a file cannot be used, or the application fails
     */
    public static EmbeddedTomcat start(ServerConfig config) throws StartException {
        throw new StartException("not yet", new IllegalStateException());
    }

    /** The HTTPS port that it listens on. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /** Blocks until {@link #close} was called, by a shutdown hook as a rule. */
    public void awaitClose() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Says goodbye, stops everything and returns within five seconds. Idempotent; any thread. */
    @Override
    public void close() {}
}
