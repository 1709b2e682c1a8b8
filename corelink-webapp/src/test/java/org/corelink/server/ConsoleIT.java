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
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
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

    /** The policy would refuse any other, and so each would be for nothing. */
    @Test
    void everyScriptOfAPageIsAFile() throws Exception {
        try (ConsoleClient client = client()) {
            List<String> pages =
                    new ArrayList<>(List.of(client.get("sign-in.xhtml").body()));
            client.signIn(account.name(), account.password());
            pages.add(client.get("").body());
            for (String page : pages) {
                assertThat(Pattern.compile("<script[^>]*>")
                                .matcher(page)
                                .results()
                                .map(MatchResult::group))
                        .isNotEmpty()
                        .allMatch(tag -> tag.contains(" src="));
            }
        }
    }

    @Test
    void filesAreSentCompressedOnceAndOnlyConfirmedAfterwards() throws Exception {
        try (ConsoleClient client = client()) {
            URI file = client.uri("assets/live.js");
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
    void filesOfThePagesAreKeptForGoodUnderTheAddressesThatPagesUse() throws Exception {
        try (ConsoleClient client = client()) {
            Set<String> used = Pattern.compile("(?:src|href)=\"/(assets/[^\"#]+)")
                    .matcher(client.get("").body())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(used).hasSizeGreaterThan(2).allMatch(path -> path.matches("assets/[0-9a-f]{8}/.+"));
            for (String path : used) {
                HttpResponse<String> file = client.get(path);
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                assertThat(file.headers().allValues("cache-control")).containsExactly("max-age=31536000, immutable");
                assertThat(file.body())
                        .isEqualTo(client.get(path.replaceFirst("/[0-9a-f]{8}/", "/"))
                                .body());
                HttpResponse<String> other = client.get(path.replaceFirst("/[0-9a-f]{8}/", "/00000000/"));
                assertThat(other.statusCode()).as("of another version").isEqualTo(404);
                assertThat(other.headers().allValues("cache-control")).containsExactly("no-store");
            }
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
            assertThatThrownBy(() -> LiveSocket.open(client)).hasCauseInstanceOf(WebSocketHandshakeException.class);
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
    void bookmarkOfTheSignInPageLeadsToTheClusterAfterIt() throws Exception {
        try (ConsoleClient client = client()) {
            assertThat(client.get("sign-in.xhtml").body()).contains("j_password");
            Map<String, String> form = Map.of("j_username", account.name(), "j_password", account.password());
            HttpResponse<String> after = client.post("j_security_check", form);
            assertThat(after.uri().getPath()).isEqualTo("/");
            assertThat(after.body()).contains("data-row").doesNotContain("j_password");
            assertThat(client.get("sign-in.xhtml").uri().getPath()).isEqualTo("/");
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
}
