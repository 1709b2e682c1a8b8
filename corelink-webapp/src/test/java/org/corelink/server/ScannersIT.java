package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.corelink.server.attack.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scanners of others find: testssl.sh on TLS, wapiti on the pages, with and without a session. */
@Tag("slow")
class ScannersIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "right-password";

    /** All of wapiti's that need no other host; guessing passwords is for SignInIT. */
    private static final String MODULES = "backup,blindsql,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,"
            + "http_headers,methods,permanentxss,redirect,shellshock,sql,xss";

    /**
     * testssl.sh says so of every answer that is compressed. The one secret that stands in pages is that of their forms, and it opens
     * nothing to another site: what such a site makes a browser send is refused by where it comes from.
     */
    private static final String BREACH = "BREACH";

    /** wapiti's levels: 1 is low, 2 medium, 3 high, 4 critical. */
    private static final int MEDIUM = 2;

    /**
     * It looks for a secret in each form, and for nothing else. What another site makes a browser send is refused by where it comes
     * from, which HardeningIT tries ("state changes from other sites").
     */
    private static final String BY_LOOKS_ONLY = "Cross Site Request Forgery";

    @TempDir
    static Path files;

    private static EmbeddedTomcat server;
    private static Target session;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = ConsoleInProcess.start(files, new OneAccount(PASSWORD), ScannersIT::ignoreSignOut);
        // At once: the scans guess passwords from the same address.
        session = Target.signedIn(server.port(), "viewer", PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A scanner presses every button, and is to go on with its session. */
    private static void ignoreSignOut(Tomcat tomcat) {
        tomcat.getHost().getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                if (!request.getRequestURI().equals("/sign-out")) {
                    getNext().invoke(request, response);
                }
            }
        });
    }

    private static String root() {
        return "https://localhost:" + server.port() + "/";
    }

    @Test
    void testsslFindsNothingInTls() throws Exception {
        Path report = folder.resolve("testssl.json");
        List<String> command = new ArrayList<>(List.of("testssl", "--quiet", "--color", "0", "--ip", "127.0.0.1"));
        // All that tells of weaknesses: not which of a hundred old clients could connect.
        command.addAll(List.of("--protocols", "--std", "--pfs", "--server-defaults", "--server-preference"));
        command.addAll(List.of("--headers", "--vulnerable", "--jsonfile", report.toString(), root()));
        String said = Shell.end(command).output();
        List<String> found = new ArrayList<>();
        int checks = 0;
        for (JsonNode finding : JSON.readTree(Files.readString(report))) {
            checks++;
            boolean serious = Set.of("MEDIUM", "HIGH", "CRITICAL")
                    .contains(finding.path("severity").asString());
            String id = finding.path("id").asString();
            // The certificate is one of this test's own; AuthorityTest and NodeProfileTest hold what real ones are
            // like.
            if (serious
                    && !id.startsWith("cert_")
                    && !Set.of("DNS_CAArecord", BREACH).contains(id)) {
                found.add(id + ": " + finding.path("finding").asString());
            }
        }
        assertThat(checks).as(said).isGreaterThan(80);
        assertThat(said).contains("Testing vulnerabilities");
        assertThat(found).isEmpty();
    }

    @Test
    void wapitiFindsNothingAsAStranger() throws Exception {
        assertThat(wapiti("")).isEmpty();
    }

    @Test
    void wapitiFindsNothingInASession() throws Exception {
        assertThat(wapiti("Cookie: " + session.cookie())).isEmpty();
    }

    private List<String> wapiti(String header) throws IOException {
        Path report = folder.resolve("wapiti.json");
        List<String> command = new ArrayList<>(List.of("wapiti", "-u", root(), "--scope", "domain"));
        command.addAll(List.of("--verify-ssl", "0", "--flush-session", "--store-session", folder.toString()));
        command.addAll(List.of("-m", MODULES, "--max-links-per-page", "40", "-d", "4"));
        // Seconds for finding pages, and for each module.
        command.addAll(List.of("--max-scan-time", "240", "--max-attack-time", "60"));
        command.addAll(List.of("-v", "1", "-f", "json", "-o", report.toString(), "--no-bugreport"));
        if (!header.isEmpty()) {
            command.addAll(List.of("-H", header));
        }
        String said = Shell.end(command).output();
        JsonNode read = JSON.readTree(Files.readString(report));
        assertThat(read.path("infos").path("target").asString()).as(said).startsWith("https://localhost");
        assertThat(said).contains("Launching module xss");
        assertThat(said.contains("/about.xhtml")).as(said).isEqualTo(!header.isEmpty());
        return serious(read);
    }

    private static List<String> serious(JsonNode report) {
        List<String> found = new ArrayList<>();
        for (String kind : List.of("vulnerabilities", "anomalies")) {
            report.path(kind)
                    .forEachEntry((category, findings) -> findings.forEach(finding -> {
                        if (finding.path("level").asInt() >= MEDIUM && !category.equals(BY_LOOKS_ONLY)) {
                            found.add(category + ": " + finding.path("info").asString() + " at "
                                    + finding.path("method").asString() + " "
                                    + finding.path("path").asString());
                        }
                    }));
        }
        return found;
    }
}
