package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** All of wapiti's that need no other host and no list of words; guessing passwords is for SignInIT. */
    private static final String MODULES = "backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,"
            + "methods,permanentxss,redirect,shellshock,sql,xss";

    /** Seconds after which a scan or one of its modules counts as not come to its end. */
    private static final String LONG = "600";

    /**
     * What is attacked, beside the forms of these: each page, and each of its parameters. Links are not followed, since the table
     * alone has one for each column, order and filter.
     */
    private static final List<String> PAGES = List.of(
            "cluster.xhtml?q=a&view=map",
            "?sort=util",
            "?trouble=first",
            "?size=25&page=1",
            "?cols=util",
            "events.xhtml?text=a&kind=state",
            "events.xhtml?machine=a&from=2026-11-27T00:00&to=2026-11-28T00:00",
            "about.xhtml",
            "api/v1/cluster",
            "api/v1/rows.csv?q=a&sort=util",
            "manager/html",
            "manager/html/list",
            "manager/html/loglevel?logger=a",
            "manager/text/list",
            "manager/status?JSON=true");

    /**
     * testssl.sh says so of every answer that is compressed. The one secret that stands in pages is never twice the same
     * (FormTokenTest).
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
    private static Target viewer;
    private static Target admin;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = ConsoleInProcess.start(files, new AccountOfEachRole(PASSWORD), ScannersIT::keepSessions);
        // At once: the scans guess passwords from the same address.
        viewer = Target.signedIn(server.port(), "viewer", PASSWORD);
        admin = Target.signedIn(server.port(), "admin", PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A scanner presses every button, and is to go on with its session. */
    private static void keepSessions(Tomcat tomcat) {
        tomcat.getHost().getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                if (!endsASession(request)) {
                    getNext().invoke(request, response);
                }
            }
        });
    }

    /** By its id, or as one of those that nobody has used for so long. */
    private static boolean endsASession(Request request) {
        String path = request.getRequestURI();
        return path.equals("/sign-out") || (path.equals("/manager/html/expire") && namesOne(request));
    }

    private static boolean namesOne(Request request) {
        return given(request, "id").matches("[0-9a-f]{16}")
                || given(request, "idle").strip().matches("\\d+");
    }

    private static String given(Request request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
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
        assertThat(wapiti("", "POST " + root() + "j_security_check")).isEmpty();
    }

    @Test
    void wapitiFindsNothingInASessionOfAViewer() throws Exception {
        assertThat(wapiti("Cookie: " + viewer.cookie(), "GET " + root() + machine()))
                .isEmpty();
        assertThat(statusOf(viewer, "live/snapshot")).as("at the end").isEqualTo(200);
    }

    /** Changes are made as long as the password is new; after 5 minutes each leads to the question for it. */
    @Test
    void wapitiFindsNothingInASessionOfAnAdministrator() throws Exception {
        assertThat(wapiti(
                        "Cookie: " + admin.cookie(),
                        "POST " + root() + "manager/html/loglevel",
                        "POST " + root() + "manager/html/sslReload"))
                .isEmpty();
        assertThat(statusOf(admin, "manager/html")).as("at the end").isEqualTo(200);
        requireThatButtonsDidSomething();
    }

    /** Without a password of the last minutes, the scanner would have seen the question for it, and nothing behind that. */
    private static void requireThatButtonsDidSomething() throws IOException {
        String audit = Files.readString(files.resolve("data/audit.log"));
        for (String command : List.of("loglevel", "sslReload", "expire", "evict")) {
            assertThat(audit).contains("user=\"admin\" command=\"" + command + "\"");
        }
        assertThat(audit).containsPattern("command=\"sslReload\".* result=\"OK");
    }

    /** As it is answered to that session. */
    private static int statusOf(Target session, String path) throws IOException {
        return Integer.parseInt(ask(session, path, "--output", "/dev/null", "--write-out", "%{http_code}"));
    }

    private static String ask(Target session, String path, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--insecure"));
        command.addAll(List.of("--cookie", session.cookie(), root() + path));
        command.addAll(List.of(options));
        return Shell.end(command).output();
    }

    /** The page of the one machine that there is. */
    private static String machine() throws IOException {
        Matcher link = Pattern.compile("machine\\.xhtml\\?id=\\w+").matcher(ask(viewer, ""));
        assertThat(link.find()).isTrue();
        return link.group();
    }

    /**
     * What it finds.
     *
     * @param header of each of its requests; empty for none
     * @param attacked what it must have come by
     */
    private List<String> wapiti(String header, String... attacked) throws IOException {
        Path report = folder.resolve("wapiti.json");
        List<String> command = new ArrayList<>(List.of("wapiti", "-u", root(), "--scope", "domain"));
        PAGES.forEach(page -> command.addAll(List.of("-s", root() + page)));
        command.addAll(List.of("-s", root() + machine()));
        command.addAll(List.of("--verify-ssl", "0", "--flush-session", "--store-session", folder.toString()));
        // A link of each page, and all its forms but that for columns, which is a list of one parameter.
        command.addAll(List.of("-m", MODULES, "-d", "1", "--max-links-per-page", "1", "--max-parameters", "8"));
        command.addAll(List.of("--max-scan-time", LONG, "--max-attack-time", LONG));
        command.addAll(List.of("-v", "1", "-f", "json", "-o", report.toString(), "--no-bugreport"));
        if (!header.isEmpty()) {
            command.addAll(List.of("-H", header));
        }
        Shell.Ended ended = Shell.end(command);
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("Launching module xss", "Launching module methods")
                .contains(attacked)
                .doesNotContain("was reached", "HTTP 500");
        JsonNode read = JSON.readTree(Files.readString(report));
        assertThat(read.path("infos").path("target").asString())
                .as(ended.output())
                .startsWith("https://localhost");
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
