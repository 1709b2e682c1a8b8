package org.corelink.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What {@link EmbeddedTomcat} and {@link Wiring} hand each other through the servlet context: Tomcat creates the
 * listener by itself, and would only log what it throws.
 */
final class Handover {
    /** Name of the context attribute. */
    static final String ATTRIBUTE = Handover.class.getName();

    private final ServerConfig config;
    private final LoginService login;
    private final AtomicReference<StartException> failure = new AtomicReference<>();

    Handover(ServerConfig config, LoginService login) {
        this.config = config;
        this.login = login;
    }

    ServerConfig config() {
        return config;
    }

    LoginService login() {
        return login;
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
