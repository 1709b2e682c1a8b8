package org.corelink.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log: java.util.logging to standard error, one line an event, levels as in {@code logging.properties}. */
public final class ServerLog {
    /** Kept here because the log manager would forget the level with the logger. */
    private static final Logger CORELINK = Logger.getLogger("org.corelink");

    private ServerLog() {}

    /**
     * Applies {@code logging.properties}, unless the operator named another file to the JVM.
     *
     * @param verbose whether to show what CoreLink does in detail
     */
    public static void configure(boolean verbose) {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = ServerLog.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (verbose) {
            CORELINK.setLevel(Level.FINE);
        }
    }
}
