package org.corelink.gossip.bench;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Loggers that print warnings and errors to the standard error and drop the rest. Found as a service in
 * {@code gossip-node.jar} only: without it the first message would load {@code java.util.logging}, which costs a short
 * start a tenth of its time.
 */
public final class QuietLoggerFinder extends System.LoggerFinder {
    /** For the service loader. */
    public QuietLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new QuietLogger(name);
    }

    private record QuietLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.WARNING.getSeverity() && level != Level.OFF;
        }

        @Override
        @SuppressWarnings("SystemOut") // It is where this program logs to.
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                System.err.println(level + " " + message);
                if (thrown != null) {
                    thrown.printStackTrace();
                }
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... parameters) {
            if (isLoggable(level) && format != null) {
                log(level, bundle, MessageFormat.format(format, parameters), (Throwable) null);
            }
        }
    }
}
