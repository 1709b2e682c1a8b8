package org.corelink.server.benchmark;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.corelink.server.ConsoleClient;
import org.jspecify.annotations.Nullable;

/** Open pages without a browser: WebSockets of one signed-in client, which count what they are sent. */
final class PushClients implements AutoCloseable {
    private static final int SHORT_FRAME = 125;
    private static final int SHORT_HEAD = 2;
    private static final int LONG_HEAD = 4;

    private final List<WebSocket> sockets = new ArrayList<>();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Opens {@code count} channels. */
    static PushClients open(ConsoleClient client, int count) {
        PushClients clients = new PushClients();
        for (int i = 0; i < count; i++) {
            clients.sockets.add(clients.connect(client));
        }
        return clients;
    }

    private WebSocket connect(ConsoleClient client) {
        URI push = client.uri("live/push?X-Atmosphere-Transport=websocket&X-Atmosphere-Framework=5.0.7"
                + "&X-Atmosphere-tracking-id=0&X-atmo-protocol=true");
        String origin = push.getScheme() + "://" + push.getAuthority();
        return client.http()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create(push.toString().replaceFirst("^https", "wss")), new Counter())
                .join();
    }

    /** Messages to all of them so far. */
    long messages() {
        return messages.get();
    }

    /** Bytes to all of them so far, with the heads of frames. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
    }

    private final class Counter implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            int length = data.remaining();
            messages.addAndGet(last ? 1 : 0);
            bytes.addAndGet(length + (length > SHORT_FRAME ? LONG_HEAD : SHORT_HEAD));
            socket.request(1);
            return null;
        }
    }
}
