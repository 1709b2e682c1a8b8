package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The built WAR on the production launcher, asked over HTTPS with a real Linux account. */
@ArquillianTest
class ConsoleIT {
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-it");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    private ConsoleClient client() throws URISyntaxException {
        return new ConsoleClient(root());
    }

    private URI root() throws URISyntaxException {
        return new URI("https", null, "localhost", address.getPort(), "/", null, null);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        try (ConsoleClient client = client()) {
            for (String path : new String[] {"", "assets/console.css", "live/snapshot", "ca.pem", "assets/none"}) {
                HttpResponse<String> answer = client.get(path);
                assertThat(answer.headers().allValues("content-security-policy"))
                        .as("policy of /%s", path)
                        .hasSize(1)
                        .allSatisfy(policy -> assertThat(policy)
                                .contains("frame-ancestors 'none'", "base-uri 'none'")
                                .doesNotContain("unsafe"));
                assertThat(answer.headers().firstValue("x-content-type-options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("strict-transport-security"))
                        .isPresent();
                assertThat(answer.headers().firstValue("server")).isEmpty();
            }
        }
    }

    @Test
    void filesAreSentCompressedOnceAndOnlyConfirmedAfterwards() throws Exception {
        try (ConsoleClient client = client()) {
            URI file = client.uri("assets/primefaces/components.js");
            HttpResponse<String> first =
                    client.send(HttpRequest.newBuilder(file).header("Accept-Encoding", "gzip"));
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(first.headers().allValues("cache-control")).containsExactly("no-cache");
            String tag = first.headers().firstValue("etag").orElseThrow();
            assertThat(client.send(HttpRequest.newBuilder(file).header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
            assertThat(client.send(HttpRequest.newBuilder(file).header("If-None-Match", "W/\"another\""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tls13AndHttp2AreSpokenAndOlderTlsIsRefused() throws Exception {
        try (ConsoleClient client = client();
                ConsoleClient old = new ConsoleClient(root(), "TLSv1.2")) {
            assertThat(client.get("").version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThatThrownBy(() -> old.get("")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void pushOrAjaxWithoutSessionIsAnsweredWith401() throws Exception {
        try (ConsoleClient client = client()) {
            assertThat(client.get("live/push").statusCode()).isEqualTo(401);
            assertThat(client.get("live/snapshot").statusCode()).isEqualTo(401);
            HttpResponse<String> ajax =
                    client.post("cluster.xhtml", Map.of("cluster", "cluster"), "Faces-Request", "partial/ajax");
            assertThat(ajax.statusCode()).isEqualTo(401);
            assertThatThrownBy(() -> open(client, "https://localhost:" + address.getPort(), new Messages()))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    @Test
    void linuxAccountSignsInAndSeesThisMachineAndItsNeighboursWithoutAnyScript() throws Exception {
        TestConsole.say("count", "2");
        try (ConsoleClient client = client()) {
            assertThat(client.get("").body()).contains("j_password").doesNotContain("sim-001");
            HttpResponse<String> page = client.signIn(account.name(), account.password());
            assertThat(page.statusCode()).isEqualTo(200);
            String body = awaitPage(client, "sim-003", "console-under-test", "GeForce RTX 4090");
            assertThat(body)
                    .contains("simulated", Version.CURRENT)
                    .contains(account.name())
                    .contains("rows are not authenticated");
        }
    }

    @Test
    void wrongPasswordUnknownUserExpiredAndSystemAccountAreTurnedAwayAlike() throws Exception {
        try (TestAccount expired = TestAccount.create("corelink-exp");
                TestAccount system = TestAccount.create("corelink-sys")) {
            expired.expire();
            Shell.run("usermod", "--uid", "733", system.name());
            assertThat(refusal(account.name(), "wrong"))
                    .isEqualTo(refusal("no-such-user-here", "wrong"))
                    .isEqualTo(refusal(expired.name(), expired.password()))
                    .isEqualTo(refusal(system.name(), system.password()))
                    .contains("User name or password is wrong");
        }
    }

    /** The page that refuses, less what differs by chance: nonces and generated ids. */
    private String refusal(String user, String password) throws Exception {
        try (ConsoleClient client = client()) {
            HttpResponse<String> answer = client.signIn(user, password);
            assertThat(client.get("live/snapshot").statusCode()).isEqualTo(401);
            return answer.statusCode() + answer.body().replaceAll("(?s)<script.*?</script>", "");
        }
    }

    @Test
    void signOutIsAPostThatEndsTheSession() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            assertThat(client.get("live/snapshot").statusCode()).isEqualTo(200);
            assertThat(client.get("sign-out").statusCode()).isEqualTo(405);
            assertThat(client.get("live/snapshot").statusCode()).isEqualTo(200);
            assertThat(client.post("sign-out", Map.of()).body()).contains("j_password");
            assertThat(client.get("live/snapshot").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void stateChangeFromAnotherSiteIsRefused() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            HttpResponse<String> foreign = client.post("sign-out", Map.of(), "Origin", "https://elsewhere.example");
            assertThat(foreign.statusCode()).isEqualTo(403);
            HttpResponse<String> own = client.post(
                    "sign-out",
                    Map.of(),
                    "Origin",
                    root().resolve("/").toString().replaceAll("/$", ""));
            assertThat(own.body()).contains("j_password");
        }
    }

    @Test
    void unknownPageIsSaidPlainly() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            for (String path : new String[] {"no-such-page", "no-such-page.xhtml", "WEB-INF/web.xml"}) {
                HttpResponse<String> answer = client.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).contains("There is no such page").doesNotContain("Exception", "Tomcat");
            }
        }
    }

    @Test
    void certificateOfTheAuthorityIsPublic() throws Exception {
        try (ConsoleClient client = client()) {
            assertThat(client.get("ca.pem").body()).startsWith("-----BEGIN CERTIFICATE-----");
        }
    }

    @Test
    void webSocketDeliversNumberedDeltas() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            Messages messages = new Messages();
            WebSocket socket = open(client, "https://localhost:" + address.getPort(), messages);
            String first = messages.next();
            String second = messages.next();
            assertThat(first).contains("\"from\":", "\"to\":", "\"boot\":");
            assertThat(number(second, "from")).isEqualTo(number(first, "to"));
            socket.abort();
        }
    }

    @Test
    void webSocketFromAnotherSiteIsRefused() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            assertThatThrownBy(() -> open(client, "https://elsewhere.example", new Messages()))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    @Test
    void webSocketIsClosedWhenItsSessionEnds() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            Messages messages = new Messages();
            WebSocket socket = open(client, "https://localhost:" + address.getPort(), messages);
            messages.next();
            client.post("sign-out", Map.of());
            assertThat(messages.awaitEnd()).isTrue();
            socket.abort();
        }
    }

    @Test
    void serverSentEventsDeliverTheSameDeltas() throws Exception {
        try (ConsoleClient client = client()) {
            client.signIn(account.name(), account.password());
            HttpRequest request = HttpRequest.newBuilder(
                            client.uri("live/push?X-Atmosphere-Transport=sse&X-Atmosphere-Framework=5.0.7"
                                    + "&X-Atmosphere-tracking-id=0&X-atmo-protocol=true"))
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<java.util.stream.Stream<String>> answer =
                    client.http().send(request, HttpResponse.BodyHandlers.ofLines());
            try (var lines = answer.body()) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(lines.filter(line -> line.contains("\"to\":")).findFirst())
                        .isPresent();
            }
        }
    }

    private static WebSocket open(ConsoleClient client, String origin, Messages messages) {
        URI push = client.uri("live/push?X-Atmosphere-Transport=websocket&X-Atmosphere-Framework=5.0.7"
                + "&X-Atmosphere-tracking-id=0&X-atmo-protocol=true");
        return client.http()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create(push.toString().replaceFirst("^https", "wss")), messages)
                .join();
    }

    private static long number(String json, String field) {
        return Long.parseLong(json.replaceFirst("(?s).*\"" + field + "\":(\\d+).*", "$1"));
    }

    private static String awaitPage(ConsoleClient client, String... parts) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            String body = client.get("").body();
            boolean complete = java.util.Arrays.stream(parts).allMatch(body::contains);
            if (complete || System.nanoTime() > deadline) {
                assertThat(body).contains(parts);
                return body;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Collects the deltas of one WebSocket. */
    private static final class Messages implements WebSocket.Listener {
        private static final String END = "end";
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            received.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            received.add(END);
        }

        /** The next delta; skips the channel's own messages. */
        String next() throws InterruptedException {
            while (true) {
                String message = received.poll(15, TimeUnit.SECONDS);
                assertThat(message).as("a push within 15 s").isNotNull();
                if (message.contains("\"to\":")) {
                    return message;
                }
            }
        }

        boolean awaitEnd() throws InterruptedException {
            String message = "";
            while (message != null && !END.equals(message)) {
                message = received.poll(15, TimeUnit.SECONDS);
            }
            return END.equals(message);
        }
    }
}
