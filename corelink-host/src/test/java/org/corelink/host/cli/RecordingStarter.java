package org.corelink.host.cli;

import java.util.ArrayList;
import java.util.List;
import org.corelink.manager.Eviction;
import org.corelink.server.ServerConfig;

/** Starts consoles that end at once, and keeps their configurations. */
final class RecordingStarter implements ConsoleServer.Starter {
    final List<ServerConfig> started = new ArrayList<>();
    final List<Eviction> evictions = new ArrayList<>();
    int closed;

    @Override
    public ConsoleServer start(ServerConfig config, Eviction eviction) {
        started.add(config);
        evictions.add(eviction);
        return new ConsoleServer() {
            @Override
            public int port() {
                return config.port() == 0 ? 12_345 : config.port();
            }

            @Override
            public void awaitClose() {}

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
