package org.corelink.server;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;

/** Puts the failures of Tomcat's start into words. */
final class StartFailure {
    private StartFailure() {}

    static StartException of(LifecycleException failure, ServerConfig config) {
        Optional<SocketException> socket = causes(failure)
                .filter(SocketException.class::isInstance)
                .map(SocketException.class::cast)
                .findFirst();
        if (socket.isEmpty()) {
            return new StartException("The web server failed to start: " + rootMessage(failure), failure);
        }
        boolean denied = String.valueOf(socket.get().getMessage()).contains("Permission denied");
        if (denied) {
            return new StartException(
                    "Port " + config.port() + " needs root. Use sudo, or a port above 1023: --port 8443.", failure);
        }
        if (socket.get() instanceof BindException) {
            return new StartException(
                    "Port " + config.port() + " is taken by "
                            + PortOwner.ofTcp(config.port())
                                    .map(PortOwner::describe)
                                    .orElse("another process")
                            + ". Stop it, or choose another: --port N.",
                    failure);
        }
        return new StartException(
                "Port " + config.port() + " cannot be opened: " + socket.get().getMessage(), failure);
    }

    /** This machine's identity cannot be kept, or is in use. */
    static StartException ofIdentity(IOException failure) {
        return new StartException("CoreLink cannot start: " + failure.getMessage() + ".", failure);
    }

    /** Gossip could not open its sockets. */
    static StartException ofGossip(IOException failure, ServerConfig config) {
        int unicast = config.gossipPort() + 1;
        String owner = PortOwner.ofUdp(unicast)
                .map(found -> "; it belongs to " + found.describe())
                .orElse("");
        return new StartException(
                "Gossip cannot start: " + failure.getMessage() + owner
                        + ". Is CoreLink running already? Stop it, or choose another pair of ports: --gossip-port N.",
                failure);
    }

    private static String rootMessage(Throwable failure) {
        return causes(failure)
                .reduce((outer, inner) -> inner)
                .map(Throwable::toString)
                .orElseThrow();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
