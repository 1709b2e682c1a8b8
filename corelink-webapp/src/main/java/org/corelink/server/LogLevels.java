package org.corelink.server;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Levels of loggers that were changed while the server runs, by the names of {@link System.Logger.Level}. Any thread. */
final class LogLevels {
    /** More than anybody looks at, and few enough to keep. */
    static final int MOST = 64;

    /** Those with a level of their own; kept here because the log manager would forget the level with the logger. */
    private final Map<String, Logger> changed = new HashMap<>();

    /** From which level on a logger writes. */
    String of(String name) {
        Logger logger = Logger.getLogger(name);
        while (logger.getLevel() == null && logger.getParent() != null) {
            logger = logger.getParent();
        }
        int level = logger.getLevel() == null
                ? Level.INFO.intValue()
                : logger.getLevel().intValue();
        // Those are in ascending order.
        return Arrays.stream(System.Logger.Level.values())
                .filter(known -> julOf(known).intValue() >= level)
                .findFirst()
                .orElse(System.Logger.Level.OFF)
                .getName();
    }

    /** As the JDK maps them. */
    private static Level julOf(System.Logger.Level level) {
        return switch (level) {
            case ALL -> Level.ALL;
            case TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }

    /** Changes it; empty means that of its parent. False if too many have one of their own. */
    synchronized boolean set(String name, Optional<System.Logger.Level> level) {
        if (level.isPresent() && !changed.containsKey(name) && changed.size() == MOST) {
            return false;
        }
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level.map(LogLevels::julOf).orElse(null));
        if (level.isPresent()) {
            changed.put(name, logger);
        } else {
            changed.remove(name);
        }
        return true;
    }
}
