package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense, on every route: a clear page, or a problem of RFC 9457, and never an inside of the server. */
@ArquillianTest
class RoutesIT {
    private static final String[] INSIDES = {"Exception", "org.corelink.", "org.apache", "at java.", "Tomcat", "Mojarra"
    };

    private static TestAccount account;
    private static ConsoleClient client;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-routes");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        if (client != null) {
            client.close();
        }
        account.close();
    }

    @BeforeEach
    void signInOnce() throws Exception {
        if (client == null) {
            client = new ConsoleClient(URI.create("https://localhost:" + address.getPort() + "/"));
            client.signIn(account.name(), account.password());
        }
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        no-such-page                        | 404 | There is no such page
        no-such-page.xhtml                  | 404 | There is no such page
        no/such/folder/page.xhtml           | 404 | There is no such page
        WEB-INF/web.xml                     | 404 | There is no such page
        META-INF/MANIFEST.MF                | 404 | There is no such page
        assets/no-such-script.js            | 404 | There is no such page
        jakarta.faces.resource/no.js.xhtml  | 404 | There is no such page
        docs/no-such-page.html              | 404 | There is no such page
        events.xhtml?kind=no-such-kind      | 400 | There is no such kind
        events.xhtml?from=yesterday         | 400 | The beginning must be a time
        events.xhtml?to=2026-13-40T99:99    | 400 | The end must be a time
        events.xhtml?before=-1              | 400 | must be a whole number
        events.xhtml?before=99999999999999999999 | 400 | must be a whole number
        events.xhtml?text=%3Cb%3E&machine=%01 | 200 | No event fits
        events.xhtml?unknown=parameter      | 200 | Events
        cluster.xhtml?view=no-such-view     | 200 | Cluster
        """)
    void pageThatMakesNoSenseIsSaidInWords(String path, int status, String words) throws Exception {
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(type(answer)).isEqualTo("text/html");
        assertThat(answer.body()).contains(words).doesNotContain(INSIDES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        api/v1/nodes/no-such-node           | 404 | unknown-node
        api/v1/nodes/%3Cscript%3E           | 404 | unknown-node
        api/v1/nothing                      | 404 | unknown-resource
        api/v1                              | 404 | unknown-resource
        api/v2/cluster                      | 404 | unknown-resource
        api/v1/events?kind=no-such-kind     | 400 | invalid-parameter
        api/v1/events?after=x               | 400 | invalid-parameter
        api/v1/events?after=99999999        | 400 | invalid-parameter
        api/v1/events?limit=0               | 400 | invalid-parameter
        api/v1/events?revision=1            | 400 | invalid-parameter
        api/v1/stream?only=nonsense         | 400 | invalid-parameter
        api/v1/stream?only=events&only=x    | 400 | invalid-parameter
        api/v1/cluster?format=yaml          | 400 | invalid-parameter
        metrics?x=1                         | 400 | invalid-parameter
        """)
    void callThatMakesNoSenseIsAProblem(String path, int status, String problem) throws Exception {
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(type(answer)).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:corelink:problem:" + problem + "\"", "\"status\":" + status, "\"detail\":")
                .doesNotContain(INSIDES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/cluster", "api/v1/events", "api/v1/openapi.json", "metrics"})
    void formatThatIsNotThereIsAProblem(String path) throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(client.uri(path)).header("Accept", "application/yaml"));
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(type(answer)).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cluster.xhtml", "events.xhtml", "about.xhtml", "ca.pem", "live/snapshot", "no-such-page"})
    void methodThatMakesNoSenseChangesNothingAndShowsNoInside(String path) throws Exception {
        for (String method : new String[] {"PUT", "DELETE", "PATCH", "NONSENSE"}) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(client.uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(method + " /" + path).isBetween(400, 501);
            assertThat(answer.body()).as(method + " /" + path).doesNotContain(INSIDES);
        }
        assertThat(client.get("live/snapshot").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cluster.xhtml", "api/v1/cluster", "healthz", "ca.pem", "live/snapshot", "manager/text/list"
            })
    void nameOfAnotherSiteIsTurnedAway(String path) throws Exception {
        for (String http : new String[] {"--http1.1", "--http2"}) {
            assertThat(statusFor("evil.example", http, path)).as(http).isEqualTo("421");
            assertThat(statusFor("localhost.", http, path)).as(http).isNotEqualTo("421");
            assertThat(statusFor("127.0.0.1", http, path)).as(http).isNotEqualTo("421");
        }
    }

    private String statusFor(String host, String http, String path) throws Exception {
        String url = "https://localhost:" + address.getPort() + "/" + path;
        return Shell.run("curl", "-sk", http, "-o", "/dev/null", "-w", "%{http_code}", "-H", "Host: " + host, url);
    }

    @Test
    void formThatIsSentToAPageIsRefusedInWords() throws Exception {
        HttpResponse<String> answer =
                client.post("cluster.xhtml", Map.of("cluster", "cluster", "jakarta.faces.ViewState", "123456:7890"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Not understood").doesNotContain(INSIDES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cluster.xhtml", "events.xhtml", "about.xhtml", "docs/index.html"})
    void strangerIsShownTheSignInPageOnly(String path) throws Exception {
        try (ConsoleClient stranger = new ConsoleClient(URI.create("https://localhost:" + address.getPort() + "/"))) {
            assertThat(stranger.get(path).body()).contains("j_password").doesNotContain("sim-001", "Works of others");
        }
    }
}
