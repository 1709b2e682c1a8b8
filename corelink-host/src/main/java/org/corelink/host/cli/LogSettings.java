package org.corelink.host.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log of this process: one line an event, on the standard error stream. */
final class LogSettings {
    /** Kept here because the log manager would forget the level with the logger. */
    private static final Logger CORELINK = Logger.getLogger("org.corelink");

    private LogSettings() {}

    /** Applies {@code logging.properties} beside this class; {@code verbose} shows what CoreLink does in detail. */
    static void apply(boolean verbose) {
        try (InputStream settings = LogSettings.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("logging.properties cannot be read", e);
        }
        if (verbose) {
            CORELINK.setLevel(Level.FINE);
        }
    }
}
