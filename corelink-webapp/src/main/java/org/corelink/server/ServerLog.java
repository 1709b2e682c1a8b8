package org.corelink.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** The log: java.util.logging to standard error, one line an event, levels as in {@code logging.properties}. */
public final class ServerLog {
    private ServerLog() {}

    /** Applies {@code logging.properties}, unless the operator named another file to the JVM. */
    public static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = ServerLog.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
