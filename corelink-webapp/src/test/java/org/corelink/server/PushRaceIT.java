package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sessions that end while their push channel is asked for, opened, or written to, with messages all the time: no channel outlives
 * its session by more than 2 s, and nothing of it stays.
 */
class PushRaceIT {
    private static final String PASSWORD = "right-password";

    /** Rounds at the same time, whose sessions all end before their channels are looked at. */
    private static final int ABREAST = 30;

    /** The longest time between asking for a channel and the end of its session: some channels are long open then. */
    private static final int SPREAD_MICROS = 30_000;

    /** What the JVM starts in passing. */
    private static final int SLACK = 12;

    private static final List<String> TRANSPORTS = List.of("websocket", "sse", "long-polling");

    @TempDir
    static Path folder;

    private static final LateStart LATE_START = new LateStart();

    private static PushInProcess push;
    private static HttpClient http;
    private static ExecutorService threads;

    /** Answers that opened a channel, so that the test is about something. */
    private final AtomicInteger opened = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        push = PushInProcess.start(folder, new AccountOfEachRole(PASSWORD), LATE_START::addTo);
        http = HttpClient.newBuilder().sslContext(ConsoleClient.trusting()).build();
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        threads.shutdownNow();
        push.close();
    }

    @Test
    void noChannelOutlivesItsSession() throws Exception {
        race(4);
    }

    @Test
    @Tag("slow")
    void noChannelOutlivesItsSessionInAThousandRounds() throws Exception {
        race(34);
    }

    /** The library has decided to keep the request, and keeps it when the session has ended meanwhile. */
    @Test
    void channelThatStartsAfterTheEndOfItsSessionEndsToo() throws Exception {
        String cookie = signIn();
        LATE_START.hold();
        Future<Void> channel = threads.submit(() -> follow("sse", cookie));
        LATE_START.awaitHeld();
        assertThat(signOut(cookie)).isIn(302, 303);
        LATE_START.release();
        requireEnded(List.of(channel));
        assertThat(push.framework().atmosphereFactory().findAll()).isEmpty();
    }

    private void race(int batches) throws Exception {
        Random random = new Random(1);
        batch(random);
        int before = threadsNow();
        Thread messages = Thread.ofPlatform().daemon().start(PushRaceIT::broadcast);
        for (int batch = 0; batch < batches; batch++) {
            batch(random);
        }
        messages.interrupt();
        assertThat(opened).as("some were open").hasValueGreaterThan(batches);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(push.channel().getAtmosphereResources()).isEmpty();
            assertThat(push.framework().atmosphereFactory().findAll()).isEmpty();
            assertThat(threadsNow()).as("threads").isLessThanOrEqualTo(before + SLACK);
        });
    }

    private static int threadsNow() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** A message each millisecond. */
    private static void broadcast() {
        while (!Thread.currentThread().isInterrupted()) {
            var _ = push.channel().broadcast("message");
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void batch(Random random) throws Exception {
        List<String> cookies = new ArrayList<>();
        Callable<String> signIn = PushRaceIT::signIn;
        for (Future<String> cookie : threads.invokeAll(Collections.nCopies(ABREAST, signIn))) {
            cookies.add(cookie.get());
        }
        List<Future<Void>> channels = new ArrayList<>();
        List<Future<Integer>> ends = new ArrayList<>();
        for (String cookie : cookies) {
            String transport = TRANSPORTS.get(random.nextInt(TRANSPORTS.size()));
            long wait = TimeUnit.MICROSECONDS.toNanos(random.nextInt(SPREAD_MICROS));
            channels.add(threads.submit(() -> follow(transport, cookie)));
            ends.add(threads.submit(() -> {
                LockSupport.parkNanos(wait);
                return signOut(cookie);
            }));
        }
        for (Future<Integer> end : ends) {
            assertThat(end.get()).isIn(302, 303);
        }
        requireEnded(channels);
    }

    /** All sessions have ended. */
    private static void requireEnded(List<Future<Void>> channels) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        for (Future<Void> channel : channels) {
            try {
                channel.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("a channel goes on 2 s after the last session has ended", e);
            }
        }
    }

    private static HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + push.port() + "/" + path))
                .timeout(Duration.ofSeconds(30));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static HttpResponse<String> post(String path, String cookie, String form) throws Exception {
        HttpRequest.Builder request = request(path, cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String cookieOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
    }

    private static String signIn() throws Exception {
        HttpResponse<String> page = http.send(request("about.xhtml", "").build(), HttpResponse.BodyHandlers.ofString());
        return cookieOf(post("j_security_check", cookieOf(page), "j_username=viewer&j_password=" + PASSWORD));
    }

    private static int signOut(String cookie) throws Exception {
        return post("sign-out", cookie, "").statusCode();
    }

    /** Opens a channel, and returns when it has ended or was refused. */
    private @Nullable Void follow(String transport, String cookie) throws Exception {
        if (transport.equals("websocket")) {
            followSocket(cookie);
        } else {
            followStream(transport, cookie);
        }
        return null;
    }

    private void followStream(String transport, String cookie) throws Exception {
        boolean more = true;
        while (more) {
            HttpResponse<InputStream> answer = http.send(
                    request(LiveSocket.query(transport, "0"), cookie).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                body.readAllBytes();
            } catch (IOException e) {
                // Cut off: that is an end too.
            }
            boolean admitted = answer.statusCode() == 200;
            opened.addAndGet(admitted ? 1 : 0);
            more = admitted && transport.equals("long-polling");
        }
    }

    private void followSocket(String cookie) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        URI address = URI.create("wss://localhost:" + push.port() + "/" + LiveSocket.query("websocket", "0"));
        try {
            http.newWebSocketBuilder()
                    .header("Cookie", cookie)
                    .buildAsync(address, new UntilEnd(ended))
                    .join();
        } catch (CompletionException e) {
            return;
        }
        opened.incrementAndGet();
        ended.get();
    }

    /** Waits for the end of a WebSocket. */
    private record UntilEnd(CompletableFuture<Void> ended) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete(null);
        }
    }
}
