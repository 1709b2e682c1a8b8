package org.corelink.host.cli;

import java.util.ArrayList;
import java.util.List;
import org.corelink.server.ServerConfig;

/** Starts consoles that end at once, and keeps their configurations. */
final class RecordingStarter implements ConsoleServer.Starter {
    final List<ServerConfig> started = new ArrayList<>();
    int closed;

    @Override
    public ConsoleServer start(ServerConfig config) {
        started.add(config);
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
