package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.corelink.api.access.TokenFile;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interfaces for programs, asked over HTTPS with a real Linux account, a token, and nothing. */
@ArquillianTest
class ApiIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    private ConsoleClient client;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-api");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    @BeforeEach
    void connect() throws Exception {
        client = new ConsoleClient(new URI("https", null, "localhost", address.getPort(), "/", null, null));
    }

    @AfterEach
    void disconnect() throws IOException {
        client.http().shutdownNow();
        client.close();
        Files.deleteIfExists(tokenFile());
    }

    private static Path tokenFile() {
        return TestConsole.data().resolve(TokenFile.NAME);
    }

    private static void writeTokens(String permissions) throws IOException {
        Files.writeString(tokenFile(), TOKEN + "\n");
        Files.setPosixFilePermissions(tokenFile(), PosixFilePermissions.fromString(permissions));
    }

    private static String basic(String user, String password) {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder asAccount(String path) {
        return request(path, "Authorization", basic(account.name(), account.password()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        return HttpRequest.newBuilder(client.uri(path)).headers(headers);
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-type").orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/v1/cluster",
                "api/v1/nodes/x",
                "api/v1/events",
                "api/v1/stream",
                "api/v1/openapi.json",
                "api/v1/grafana-dashboard.json",
                "api/none",
                "metrics"
            })
    void programWithoutCredentialsIsToldHowToSignIn(String path) throws Exception {
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("www-authenticate"))
                .containsExactly("Basic realm=\"CoreLink\", charset=\"UTF-8\"", "Bearer realm=\"CoreLink\"");
        assertThat(type(answer)).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("urn:corelink:problem:not-signed-in");
        assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    void scriptOfAPageMakesNoBrowserAskForAPassword() throws Exception {
        HttpResponse<String> answer = client.send(request("api/v1/cluster", "Sec-Fetch-Site", "same-origin"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("www-authenticate")).containsExactly("Bearer realm=\"CoreLink\"");
    }

    @Test
    void personWhoOpensAnAddressIsLedToTheSignInPageAndBack() throws Exception {
        HttpResponse<String> page = client.send(request(
                "api/v1/events", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "none", "Accept", "text/html"));
        assertThat(page.body()).contains("j_password");
        HttpResponse<String> answer =
                client.post("j_security_check", Map.of("j_username", account.name(), "j_password", account.password()));
        assertThat(answer.uri().getPath()).isEqualTo("/api/v1/events");
    }

    @Test
    void healthAndCertificateAreOpen() throws Exception {
        assertThat(client.get("healthz").body()).isEqualTo("ok\n");
        awaitReady();
        assertThat(client.get("ca.pem").statusCode()).isEqualTo(200);
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        HttpResponse<String> answer = client.get("readyz");
        while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
            assertThat(type(answer)).isEqualTo("application/problem+json");
            TimeUnit.MILLISECONDS.sleep(100);
            answer = client.get("readyz");
        }
        assertThat(answer.body()).isEqualTo("ready\n");
    }

    @Test
    void linuxAccountGetsTheClusterWithoutASession() throws Exception {
        HttpResponse<String> answer = awaitCluster();
        assertThat(answer.headers().allValues("set-cookie")).isEmpty();
        assertThat(answer.headers().allValues("cache-control")).containsExactly("private, no-cache");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.body()).contains("\"host\":\"console-under-test\"", "\"self\":\"", "\"simulated\":true");
    }

    private HttpResponse<String> awaitCluster() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        HttpResponse<String> answer = client.send(asAccount("api/v1/cluster"));
        while (!(answer.body().contains("sim-003") && answer.body().contains("\"self\":\""))
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
            answer = client.send(asAccount("api/v1/cluster"));
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("sim-003");
        return answer;
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAlike() throws Exception {
        HttpResponse<String> wrong =
                client.send(request("api/v1/cluster", "Authorization", basic(account.name(), "wrong")));
        HttpResponse<String> unknown =
                client.send(request("api/v1/cluster", "Authorization", basic("no-such-user-here", "wrong")));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void sessionIsEnough() throws Exception {
        client.signIn(account.name(), account.password());
        assertThat(client.get("api/v1/cluster").statusCode()).isEqualTo(200);
        client.post("sign-out", Map.of());
        assertThat(client.get("api/v1/cluster").statusCode()).isEqualTo(401);
    }

    @Test
    void tokenIsEnoughUnlessOthersCouldHaveReadIt() throws Exception {
        String[] bearer = {"Authorization", "Bearer " + TOKEN};
        assertThat(client.send(request("metrics", bearer)).statusCode()).isEqualTo(401);
        writeTokens("rw-------");
        assertThat(client.send(request("metrics", bearer)).statusCode()).isEqualTo(200);
        assertThat(client.send(request("api/v1/cluster", bearer)).statusCode()).isEqualTo(200);
        assertThat(client.send(request("cluster.xhtml", bearer)).body()).contains("j_password");
        writeTokens("rw-r--r--");
        assertThat(client.send(request("metrics", bearer)).statusCode()).isEqualTo(401);
    }

    @Test
    void metricsComeInTheFormatThatIsAskedFor() throws Exception {
        awaitCluster();
        HttpResponse<String> text = client.send(asAccount("metrics"));
        assertThat(type(text)).startsWith("text/plain;");
        assertThat(type(text)).contains("version=0.0.4");
        assertThat(text.body())
                .contains("corelink_gpu_utilization_ratio{", "corelink_gossip_received_datagrams_total ");
        HttpResponse<String> open = client.send(
                asAccount("metrics").header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.3"));
        assertThat(type(open)).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(text.headers().allValues("cache-control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/openapi.json", "api/v1/grafana-dashboard.json"})
    void whoHasAnAnswerAlreadyGets304(String path) throws Exception {
        HttpResponse<String> first = client.send(asAccount(path));
        String tag = first.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = client.send(asAccount(path).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("etag")).contains(tag);
        assertThat(first.body()).contains("corelink");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/openapi.json", "api/v1/cluster", "metrics"})
    void answersAreCompressed(String path) throws Exception {
        awaitCluster();
        HttpResponse<byte[]> answer = client.http()
                .send(
                        asAccount(path).header("Accept-Encoding", "gzip").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        try (InputStream plain = new GZIPInputStream(new java.io.ByteArrayInputStream(answer.body()))) {
            assertThat(plain.readAllBytes()).hasSizeGreaterThan(2 * answer.body().length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/cluster", "api/v1/stream", "metrics", "healthz"})
    void headIsAnsweredWithoutABodyAndOtherMethodsAreRefused(String path) throws Exception {
        HttpResponse<String> head = client.send(asAccount(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> post =
                client.send(asAccount(path).method("POST", HttpRequest.BodyPublishers.ofString("x")));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(type(post)).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 api/v1/none",
                "404 api/v1/nodes/none",
                "404 api/v1/nodes/%3Cscript%3E",
                "400 api/v1/events?after=x",
                "400 api/v1/events?limit=0",
                "400 api/v1/events?kind=none",
                "400 api/v1/cluster?revision=99",
                "400 api/v1/cluster?format=xml",
                "400 metrics?format=json"
            })
    void badCallIsAProblemThatTellsWhatToDo(String given) throws Exception {
        String[] parts = given.split(" ", -1);
        HttpResponse<String> answer = client.send(asAccount(parts[1]));
        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(parts[0]));
        assertThat(type(answer)).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:corelink:problem:", "\"detail\":\"")
                .doesNotContain("Exception", "\tat ", "Tomcat");
    }

    @Test
    void formatThatIsNotThereIsAProblem() throws Exception {
        HttpResponse<String> answer = client.send(asAccount("api/v1/cluster").header("Accept", "application/xml"));
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(type(answer)).isEqualTo("application/problem+json");
    }

    @Test
    void eventsTellThatTheOthersJoined() throws Exception {
        awaitCluster();
        assertThat(client.send(asAccount("api/v1/events?kind=joined")).body())
                .contains("\"kind\":\"joined\"", "\"host\":\"sim-001\"", "\"reason\":\"");
    }

    @Test
    void streamBeginsWithASnapshotAndGoesOnWithDeltas() throws Exception {
        HttpResponse<InputStream> stream = open(asAccount("api/v1/stream"));
        assertThat(type(stream)).isEqualTo("text/event-stream;charset=UTF-8");
        try (BufferedReader lines = lines(stream)) {
            List<String> begin = lines.lines().limit(5).toList();
            assertThat(begin.get(1)).isEqualTo("event: snapshot");
            assertThat(begin.get(3)).startsWith("data: {\"revision\":").contains("\"nodes\":[");
            String revision = begin.get(2).replaceFirst(".*-", "");
            List<String> next = lines.lines().limit(3).toList();
            assertThat(next.getFirst()).isEqualTo("event: delta");
            assertThat(next.get(2)).startsWith("data: {\"from\":" + revision + ",");
        }
    }

    @Test
    void streamOfASessionEndsWithIt() throws Exception {
        client.signIn(account.name(), account.password());
        HttpResponse<InputStream> stream = open(request("api/v1/stream", "Accept", "text/event-stream"));
        try (BufferedReader lines = lines(stream)) {
            assertThat(lines.readLine()).isEqualTo("retry: 2000");
            client.post("sign-out", Map.of());
            assertThat(lines.lines().count()).isPositive();
        }
    }

    private HttpResponse<InputStream> open(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> stream = client.http()
                .send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream;
    }

    private static BufferedReader lines(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }
}
