package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corelink.push.LiveHead;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What open pages are sent, over each transport, by the production server. */
@ArquillianTest
class PushIT {
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-push");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    private ConsoleClient signedIn() throws Exception {
        ConsoleClient client = new ConsoleClient(root());
        client.signIn(account.name(), account.password());
        return client;
    }

    private URI root() throws URISyntaxException {
        return new URI("https", null, "localhost", address.getPort(), "/", null, null);
    }

    @Test
    void webSocketDeliversNumberedDeltasAsBytes() throws Exception {
        try (ConsoleClient client = signedIn();
                LiveSocket socket = LiveSocket.open(client)) {
            LiveHead first = socket.next();
            assertThat(socket.next().from()).isEqualTo(first.to());
        }
    }

    @Test
    void snapshotIsWhatTheNextDeltaStartsFromOrLater() throws Exception {
        try (ConsoleClient client = signedIn();
                LiveSocket socket = LiveSocket.open(client)) {
            LiveHead before = socket.next();
            String body = client.get("live/snapshot").body();
            long revision = Long.parseLong(body.replaceFirst("(?s).*?\"revision\":(\\d+).*", "$1"));
            assertThat(revision).isGreaterThanOrEqualTo(before.to());
            LiveHead next = socket.next();
            while (next.to() < revision) {
                next = socket.next();
            }
            assertThat(next.from() == revision || next.to() == revision).isTrue();
        }
    }

    @Test
    void pageThatMissedNothingIsToldSo() throws Exception {
        try (ConsoleClient client = signedIn()) {
            HttpResponse<String> answer = client.get("live/snapshot");
            Matcher known =
                    Pattern.compile("\"boot\":\"(\\w+)\",\"revision\":(\\d+)").matcher(answer.body());
            assertThat(known.find()).isTrue();
            assertThat(client.get("live/snapshot?boot=other&since=" + known.group(2))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.get("live/snapshot?boot=" + known.group(1) + "&since=0")
                            .statusCode())
                    .isEqualTo(200);
            // The cluster goes on meanwhile: one of a few tries meets a moment in which it does not.
            assertThat(Stream.generate(() -> askAgain(client)).limit(20)).contains(204);
        }
    }

    private static int askAgain(ConsoleClient client) {
        try {
            Matcher known = Pattern.compile("\"boot\":\"(\\w+)\",\"revision\":(\\d+)")
                    .matcher(client.get("live/snapshot").body());
            assertThat(known.find()).isTrue();
            return client.get("live/snapshot?boot=" + known.group(1) + "&since=" + known.group(2))
                    .statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError("the console does not answer", e);
        }
    }

    @Test
    void snapshotIsCompressedForThoseWhoTakeIt() throws Exception {
        try (ConsoleClient client = signedIn()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(client.uri("live/snapshot")).header("Accept-Encoding", "gzip"));
            assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(answer.body()).doesNotContain("revision");
        }
    }

    @Test
    void serverSentEventsDeliverTheSameDeltasAsText() throws Exception {
        try (ConsoleClient client = signedIn()) {
            HttpResponse<Stream<String>> answer =
                    client.http().send(stream(client), HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
            try (Stream<String> lines = answer.body()) {
                Iterator<LiveHead> heads = heads(lines);
                LiveHead first = heads.next();
                assertThat(heads.next().from()).isEqualTo(first.to());
            }
        }
    }

    private static HttpRequest stream(ConsoleClient client) {
        return HttpRequest.newBuilder(client.uri(LiveSocket.query("sse", "0")))
                .header("Accept", "text/event-stream")
                .build();
    }

    private static Iterator<LiveHead> heads(Stream<String> lines) {
        return lines.filter(line -> line.matches("data:[A-Za-z0-9+/=]{4,}"))
                .map(line -> LiveHead.of(line.substring("data:".length())))
                .iterator();
    }

    @Test
    void longPollAnswersWithTheSameDeltasAsTextAndTheNextGoesOn() throws Exception {
        try (ConsoleClient client = signedIn()) {
            String id = LiveSocket.firstPoll(client);
            LiveHead first = poll(client, id);
            LiveHead second = poll(client, id);
            // What was sent just as the first poll ended may come again, and is nothing new to a page.
            while (second.to() <= first.to()) {
                second = poll(client, id);
            }
            assertThat(second.from()).isEqualTo(first.to());
        }
    }

    private static LiveHead poll(ConsoleClient client, String id) throws Exception {
        HttpResponse<String> answer = client.get(LiveSocket.query("long-polling", id));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        return LiveHead.of(answer.body().strip());
    }

    /** Pages send the library's few words only: see LiveServlet. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messageOfAPageHasAtMost4096CharactersOrBytes(boolean text) throws Exception {
        try (ConsoleClient client = signedIn();
                LiveSocket longest = LiveSocket.open(client);
                LiveSocket tooLong = LiveSocket.open(client)) {
            send(longest, text, 4_096);
            send(tooLong, text, 4_097);
            assertThat(tooLong.awaitEnd()).isTrue();
            // 1009: the message is too big. 1006: the connection ended without these words, which has been seen too: by
            // its
            // sources (WsSession.sendCloseMessage) Tomcat closes the socket where the words cannot be written in time,
            // or
            // not in the state that a push on another thread has left the channel in, and tells nobody. A page does the
            // same either way: it connects again.
            assertThat(tooLong.closedWith()).isIn(1009, 1006);
            LiveHead last = longest.next();
            assertThat(longest.next().from()).as("the other goes on").isEqualTo(last.to());
        }
    }

    private static void send(LiveSocket socket, boolean text, int length) {
        if (text) {
            socket.sendText(length);
        } else {
            socket.sendBytes(length);
        }
    }

    @Test
    void pageThatPollsLateGetsWhatItMissedButNoMoreThan16Messages() throws Exception {
        try (ConsoleClient client = signedIn();
                LiveSocket beside = LiveSocket.open(client)) {
            String id = LiveSocket.firstPoll(client);
            poll(client, id);
            receive(beside, 5);
            assertThat(missed(client, id)).isBetween(4L, 16L);
            receive(beside, 25);
            assertThat(missed(client, id)).isEqualTo(16);
        }
    }

    private static void receive(LiveSocket socket, int messages) throws InterruptedException {
        for (int count = 0; count < messages; count++) {
            socket.next();
        }
    }

    /** How many messages come at once; each is preceded by its length. */
    private static long missed(ConsoleClient client, String id) throws Exception {
        String body = client.get(LiveSocket.query("long-polling", id) + "&X-Atmosphere-TrackMessageSize=true")
                .body();
        return Pattern.compile("\\d+\\|").matcher(body).results().count();
    }

    @Test
    void noOtherSiteIsToldThatItMayRead() throws Exception {
        try (ConsoleClient client = signedIn()) {
            HttpResponse<Stream<String>> answer = client.http()
                    .send(
                            HttpRequest.newBuilder(client.uri(LiveSocket.query("sse", "0")))
                                    .header("Accept", "text/event-stream")
                                    .header("Origin", "https://elsewhere.example")
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> _ = answer.body()) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().map().keySet())
                        .filteredOn(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
                        .isEmpty();
            }
        }
    }

    @Test
    void webSocketFromAnotherSiteIsRefused() throws Exception {
        try (ConsoleClient client = signedIn()) {
            assertThatThrownBy(() -> LiveSocket.openFrom(client, "https://elsewhere.example"))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    @Test
    void webSocketIsClosedWhenItsSessionEnds() throws Exception {
        try (ConsoleClient client = signedIn();
                LiveSocket socket = LiveSocket.open(client)) {
            socket.next();
            client.post("sign-out", Map.of());
            assertThat(socket.awaitEnd()).isTrue();
        }
    }

    @Test
    void serverSentEventsEndWhenTheirSessionEnds() throws Exception {
        try (ConsoleClient client = signedIn()) {
            HttpResponse<Stream<String>> answer =
                    client.http().send(stream(client), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                Iterator<LiveHead> heads = heads(lines);
                heads.next();
                client.post("sign-out", Map.of());
                int more = 0;
                while (heads.hasNext() && more < 100) {
                    heads.next();
                    more++;
                }
                assertThat(more).isLessThan(100);
            }
        }
    }

    @Test
    void pageThatDoesNotReadHoldsUpNobody() throws Exception {
        try (ConsoleClient client = signedIn();
                LiveSocket _ = LiveSocket.openWithoutReading(client);
                LiveSocket reader = LiveSocket.open(client)) {
            LiveHead last = reader.next();
            for (int i = 0; i < 12; i++) {
                LiveHead next = reader.next();
                assertThat(next.from()).isEqualTo(last.to());
                last = next;
            }
        }
    }
}
