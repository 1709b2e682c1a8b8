package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.corelink.server.attack.Target;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scanners of others find: testssl.sh on TLS, wapiti on the pages, with and without a session. */
@Tag("slow")
@ArquillianTest
class ScannersIT {
    private static final JsonMapper JSON = new JsonMapper();

    /** wapiti's levels: 1 is low, 2 medium, 3 high, 4 critical. */
    private static final int MEDIUM = 2;

    private static TestAccount account;

    @TempDir
    Path folder;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-scan");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    private String root() {
        return "https://localhost:" + address.getPort() + "/";
    }

    @Test
    void testsslFindsNothingInTls() throws Exception {
        Path report = folder.resolve("testssl.json");
        List<String> command = List.of(
                "testssl", "--quiet", "--color", "0", "--ip", "127.0.0.1", "--jsonfile", report.toString(), root());
        Shell.end(command);
        List<String> found = new ArrayList<>();
        int checks = 0;
        for (JsonNode finding : JSON.readTree(Files.readString(report))) {
            checks++;
            String id = finding.path("id").asString();
            boolean serious = List.of("MEDIUM", "HIGH", "CRITICAL")
                    .contains(finding.path("severity").asString());
            // The certificate is one of this test's own; AuthorityTest and NodeProfileTest hold what real ones are
            // like.
            boolean ofTheCertificate = id.startsWith("cert_")
                    || id.startsWith("DNS_CAArecord")
                    || id.equals("overall_grade")
                    || id.startsWith("grade_cap");
            if (serious && !ofTheCertificate) {
                found.add(id + ": " + finding.path("finding").asString());
            }
        }
        assertThat(checks).as("checks that were made").isGreaterThan(50);
        assertThat(found).isEmpty();
    }

    @Test
    void wapitiFindsNothingAsAStranger() throws Exception {
        assertThat(wapiti("")).isEmpty();
    }

    @Test
    void wapitiFindsNothingInASession() throws Exception {
        Target target = Target.signedIn(address.getPort(), account.name(), account.password());
        assertThat(wapiti("Cookie: " + target.cookie())).isEmpty();
        try (ConsoleClient client = new ConsoleClient(address.toURI())) {
            assertThat(client.signIn(account.name(), account.password()).statusCode())
                    .as("the console after the scan")
                    .isEqualTo(200);
        }
    }

    private List<String> wapiti(String header) throws IOException {
        Path report = folder.resolve("wapiti.json");
        List<String> command = new ArrayList<>(List.of(
                "wapiti",
                "-u",
                root(),
                "--scope",
                "domain",
                "--verify-ssl",
                "0",
                "--flush-session",
                "--store-session",
                folder.toString(),
                "-m",
                "all",
                "--max-scan-time",
                "240",
                "--max-links-per-page",
                "40",
                "-d",
                "4",
                "-x",
                root() + "sign-out",
                "-f",
                "json",
                "-o",
                report.toString(),
                "--no-bugreport"));
        if (!header.isEmpty()) {
            command.addAll(List.of("-H", header));
        }
        String said = Shell.end(command).output();
        JsonNode read = JSON.readTree(Files.readString(report));
        assertThat(read.path("infos").path("target").asString()).as(said).startsWith("https://localhost");
        List<String> found = new ArrayList<>();
        for (String kind : List.of("vulnerabilities", "anomalies")) {
            read.path(kind)
                    .forEachEntry((category, findings) -> findings.forEach(finding -> {
                        if (finding.path("level").asInt() >= MEDIUM) {
                            found.add(category + ": " + finding.path("info").asString() + " at "
                                    + finding.path("method").asString() + " "
                                    + finding.path("path").asString());
                        }
                    }));
        }
        return found;
    }
}
