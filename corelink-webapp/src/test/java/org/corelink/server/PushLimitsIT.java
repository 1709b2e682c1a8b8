package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.atmosphere.cache.UUIDBroadcasterCache;
import org.atmosphere.cpr.AtmosphereResource;
import org.awaitility.Awaitility;
import org.corelink.server.attack.RawHttp;
import org.corelink.server.attack.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the push channel waits for a page, and keeps for it what it has not fetched. */
@Tag("slow")
class PushLimitsIT {
    private static final String PASSWORD = "right-password";

    /** What the kernel keeps for a page that reads nothing is full after some of them. */
    private static final String LONG_MESSAGE = "x".repeat(32 * 1024);

    /** Of LiveServlet. */
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);

    /** Of LiveServlet. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static PushInProcess push;

    @BeforeAll
    static void start() throws Exception {
        push = PushInProcess.start(folder, new AccountOfEachRole(PASSWORD), _ -> {});
    }

    @AfterAll
    static void stop() {
        push.close();
    }

    @Test
    void pagesThatTakeNothingForTenSecondsAreGivenUp() throws Exception {
        Target person = Target.signedIn(push.port(), "viewer", PASSWORD);
        Thread messages = Thread.ofPlatform().daemon().unstarted(PushLimitsIT::broadcast);
        try (SSLSocket _ = open(person, "websocket", RawHttp.SMALL_BUFFER);
                SSLSocket _ = open(person, "sse", RawHttp.SMALL_BUFFER);
                SSLSocket reading = open(person, "websocket", 64 * 1024)) {
            Thread reader = Thread.ofVirtual().start(() -> readAll(reading));
            Awaitility.await().until(() -> pages().size() == 3);
            messages.start();
            Awaitility.await()
                    .atLeast(WRITE_LIMIT.dividedBy(2))
                    .atMost(WRITE_LIMIT.multipliedBy(6))
                    .until(() -> pages().size() == 1);
            assertThat(reader.isAlive()).as("the one that reads goes on").isTrue();
        } finally {
            messages.interrupt();
            messages.join();
        }
        Awaitility.await().atMost(WRITE_LIMIT).until(() -> pages().isEmpty());
    }

    @Test
    void pageThatPollsGetsWhatCameBetweenTwoPolls() throws Exception {
        try (ConsoleClient client = signedIn()) {
            String id = pollTwice(client);
            var _ = push.channel().broadcast("between").get();
            assertThat(poll(client, id)).contains("between");
        }
    }

    @Test
    void nothingIsKeptOfAPageThatHasNotPolledForHalfAMinute() throws Exception {
        try (ConsoleClient client = signedIn()) {
            String id = pollTwice(client);
            var _ = push.channel().broadcast("between").get();
            UUIDBroadcasterCache cache =
                    (UUIDBroadcasterCache) push.channel().getBroadcasterConfig().getBroadcasterCache();
            assertThat(cache.messages()).containsKey(id);
            Awaitility.await().atMost(KEPT.multipliedBy(2)).untilAsserted(() -> {
                assertThat(cache.messages()).isEmpty();
                assertThat(cache.activeClients()).isEmpty();
            });
        }
    }

    private static ConsoleClient signedIn() throws Exception {
        ConsoleClient client = new ConsoleClient(URI.create("https://localhost:" + push.port() + "/"));
        client.signIn("viewer", PASSWORD);
        return client;
    }

    /** The first answer tells the page its id, the second comes with the next message. */
    private static String pollTwice(ConsoleClient client) throws Exception {
        String id = LiveSocket.firstPoll(client);
        poll(client, id);
        return id;
    }

    private static String poll(ConsoleClient client, String id) throws Exception {
        return client.get(LiveSocket.query("long-polling", id)).body();
    }

    private static List<AtmosphereResource> pages() {
        return List.copyOf(push.channel().getAtmosphereResources());
    }

    private static SSLSocket open(Target person, String transport, int buffer) throws Exception {
        SSLSocket socket = RawHttp.connect(push.port(), buffer);
        socket.setSoTimeout(0);
        String request = "GET /" + LiveSocket.query(transport, "0") + " HTTP/1.1\r\nHost: localhost:" + push.port()
                + "\r\nCookie: " + person.cookie() + "\r\n"
                + (transport.equals("websocket") ? upgrade() : "")
                + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String upgrade() {
        return "Origin: https://localhost:" + push.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    }

    private static void readAll(SSLSocket socket) {
        byte[] buffer = new byte[64 * 1024];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {
                // All is taken, and nothing of it looked at.
            }
        } catch (IOException e) {
            // The end of the test.
        }
    }

    private static void broadcast() {
        while (!Thread.currentThread().isInterrupted()) {
            var _ = push.channel().broadcast(LONG_MESSAGE);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
