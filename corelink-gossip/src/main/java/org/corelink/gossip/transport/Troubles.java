package org.corelink.gossip.transport;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Logs a trouble when it begins, changes or ends, not every time that it is met. */
final class Troubles {
    private static final System.Logger LOG = System.getLogger(Troubles.class.getPackageName());

    private final Map<String, String> current = new HashMap<>();

    /** {@code action} did not work; it goes on being tried. */
    void met(String action, Exception cause) {
        String reason = Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
        if (!reason.equals(current.put(action, reason))) {
            LOG.log(WARNING, "cannot {0}: {1}; trying again", action, reason);
        }
    }

    /** {@code action} worked. */
    void none(String action) {
        if (current.remove(action) != null) {
            LOG.log(INFO, "can {0} again", action);
        }
    }

    /** Whether anything does not work at the moment. */
    boolean isAny() {
        return !current.isEmpty();
    }

    /** {@code action} is not tried any more. */
    void forget(String action) {
        current.remove(action);
    }

    /** Closes what is not needed any more; that it fails is a trouble like others. */
    void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            met("close a socket", e);
        }
    }
}
