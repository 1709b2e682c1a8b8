package org.corelink.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.corelink.manager.ConnectorControl;
import org.corelink.manager.Eviction;

/**
 * What {@link EmbeddedTomcat} and {@link Wiring} hand each other through the servlet context: Tomcat creates the
 * listener by itself, and would only log what it throws.
 */
final class Handover {
    /** Name of the context attribute. */
    static final String ATTRIBUTE = Handover.class.getName();

    private final ServerConfig config;
    private final LoginService login;
    private final ConnectorControl connector;
    private final Eviction eviction;
    private volatile Supplier<List<String>> interfaces = List::of;
    private final AtomicReference<StartException> failure = new AtomicReference<>();

    Handover(ServerConfig config, LoginService login, ConnectorControl connector, Eviction eviction) {
        this.config = config;
        this.login = login;
        this.connector = connector;
        this.eviction = eviction;
    }

    ServerConfig config() {
        return config;
    }

    LoginService login() {
        return login;
    }

    ConnectorControl connector() {
        return connector;
    }

    Eviction eviction() {
        return eviction;
    }

    /** The application has started; {@code names} gives the interfaces that gossip uses. */
    void onStart(Supplier<List<String>> names) {
        interfaces = names;
    }

    /** Names of the interfaces that gossip uses now; none before the application has started. */
    List<String> interfaces() {
        return interfaces.get();
    }

    /** The application could not start. */
    void onFailure(StartException e) {
        failure.set(e);
    }

    /** Why the application could not start; empty if it could. */
    Optional<StartException> failure() {
        return Optional.ofNullable(failure.get());
    }
}
