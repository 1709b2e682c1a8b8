package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.corelink.push.LiveHead;
import org.jspecify.annotations.Nullable;

/** A page's WebSocket without the page. */
final class LiveSocket implements AutoCloseable {
    private static final byte[] END = new byte[0];
    private static final int PATIENCE_SECONDS = 15;

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final boolean reading;
    private @Nullable WebSocket socket;

    /** With what code the server has closed it; 0 while it is open. */
    private volatile int closedWith;

    private LiveSocket(boolean reading) {
        this.reading = reading;
    }

    /** Opens it as a page of the console itself does. */
    static LiveSocket open(ConsoleClient client) {
        return open(client, origin(client), true);
    }

    /** One of a page of another site. */
    static LiveSocket openFrom(ConsoleClient client, String origin) {
        return open(client, origin, true);
    }

    /** One that never reads what it is sent. */
    static LiveSocket openWithoutReading(ConsoleClient client) {
        return open(client, origin(client), false);
    }

    private static String origin(ConsoleClient client) {
        URI root = client.uri("");
        return root.getScheme() + "://" + root.getAuthority();
    }

    private static LiveSocket open(ConsoleClient client, String origin, boolean reading) {
        URI push = client.uri(query("websocket", "0"));
        LiveSocket opened = new LiveSocket(reading);
        opened.socket = client.http()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create(push.toString().replaceFirst("^https", "wss")), opened.new Listener())
                .join();
        return opened;
    }

    /** The address of the channel for a transport; the tracking id is 0 at first. */
    static String query(String transport, String trackingId) {
        return "live/push?X-Atmosphere-Transport=" + transport + "&X-Atmosphere-Framework=5.0.7"
                + "&X-Atmosphere-tracking-id=" + trackingId + "&X-atmo-protocol=true";
    }

    /** What the first poll of a page is answered with: the id that it has from then on. */
    static String firstPoll(ConsoleClient client) throws Exception {
        return client.get(query("long-polling", "0")).body().split("\\|", -1)[0].strip();
    }

    /** The revisions of the next message, which must come within 15 s. */
    LiveHead next() throws InterruptedException {
        byte[] message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a push within 15 s").isNotNull();
        return LiveHead.of(message);
    }

    /** Sends what a page never does: a message of so many letters a. */
    void sendText(int length) {
        Objects.requireNonNull(socket).sendText("a".repeat(length), true).join();
    }

    /** The same as so many bytes. */
    void sendBytes(int length) {
        Objects.requireNonNull(socket)
                .sendBinary(ByteBuffer.wrap(new byte[length]), true)
                .join();
    }

    /** With what code of RFC 6455 the server has closed it; 0 if it is open, or was cut. */
    int closedWith() {
        return closedWith;
    }

    /** Whether it is closed within 15 s. */
    boolean awaitEnd() throws InterruptedException {
        byte[] message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (message != null && message.length > 0) {
            message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return message != null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

        @Override
        public void onOpen(WebSocket opened) {
            if (reading) {
                opened.request(1);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket opened, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            partial.writeBytes(bytes);
            if (last) {
                received.add(partial.toByteArray());
                partial.reset();
            }
            opened.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket opened, CharSequence data, boolean last) {
            // The library's own words.
            opened.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket opened, int status, String reason) {
            closedWith = status;
            received.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket opened, Throwable error) {
            received.add(END);
        }
    }
}
