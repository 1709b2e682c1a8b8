package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager as scripts and people use it, with real Linux accounts. */
class ManagerIT {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));

    @TempDir
    static Path folder;

    private static Map<String, String> environment;
    private static ServerProcess server;
    private static TestAccount admin;
    private static TestAccount viewer;
    private static ConsoleClient script;

    @BeforeAll
    static void start() throws Exception {
        admin = TestAccount.create("corelink-ma");
        viewer = TestAccount.create("corelink-mv");
        environment =
                new HashMap<>(TestConsole.environment(folder, TestConsole.installFakeNvidiaSmi(folder), Map.of()));
        server = ServerProcess.start(List.of(), WAR, environment);
        environment.put("CORELINK_PORT", Integer.toString(server.port()));
        write("roles", "viewer: " + viewer.name(), "admin: " + admin.name());
        script = client();
    }

    @AfterAll
    static void stop() throws Exception {
        script.close();
        server.close();
        admin.close();
        viewer.close();
    }

    private static void write(String name, String... lines) throws IOException {
        Path next = Files.write(folder.resolve(name + ".next"), List.of(lines));
        Files.move(next, folder.resolve("data").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static ConsoleClient client() throws IOException, InterruptedException {
        return new ConsoleClient(URI.create("https://localhost:" + server.port() + "/"));
    }

    private static String basic(TestAccount account) {
        String pair = account.name() + ":" + account.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> call(TestAccount account, String path) throws Exception {
        return script.send(HttpRequest.newBuilder(script.uri(path)).header("Authorization", basic(account)));
    }

    private static String text(String command) throws Exception {
        HttpResponse<String> answer = call(admin, "manager/text/" + command);
        assertThat(answer.statusCode()).as(command).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        return answer.body();
    }

    private static boolean isIn(ConsoleClient client) throws Exception {
        return client.get("live/snapshot").statusCode() == 200;
    }

    @Test
    void scriptIsAnsweredAsByTomcatsManager() throws Exception {
        assertThat(text("list")).startsWith("OK - Listed 1 machine\nconsole-under-test\tonline\t-\t");
        assertThat(text("serverinfo")).startsWith("OK - Server info\ncoreLinkVersion: [" + Version.CURRENT + "]");
        assertThat(text("vminfo")).startsWith("OK - VM info\n").contains("Java Virtual Machine");
        assertThat(text("threaddump")).startsWith("OK - JVM thread dump\n").contains("corelink-sampler");
        assertThat(text("gossip")).contains("Mode: [open]", "Interfaces: [", "Accepted heartbeat: [");
        assertThat(text("sslConnectorCerts")).contains("Subject: [CN=", "SHA-256: [");
        assertThat(text("sslConnectorCiphers")).contains("Protocol: [TLSv1.3]", "  TLS_AES_256_GCM_SHA384");
        assertThat(text("sslReload")).isEqualTo("OK - Certificate and key are read anew\n");
        assertThat(text("resample")).startsWith("OK - ");
        assertThat(text("loglevel?logger=org.corelink.gossip&level=DEBUG"))
                .isEqualTo("OK - Logger [org.corelink.gossip] writes from level [DEBUG] on\n");
        assertThat(text("loglevel?logger=org.corelink.gossip&level=RESET")).contains("[INFO]");
        assertThat(text("evict?node=gpu-2")).startsWith("FAIL - This cluster is open");
        assertThat(text("no-such-command")).startsWith("FAIL - Unknown command [no-such-command]");
        assertThat(text("")).startsWith("FAIL - No command was specified");
        assertThat(text("list?x=1")).startsWith("FAIL - Unknown parameter [x]");
        assertThat(text("list")).as("after the reload").startsWith("OK - ");
    }

    @Test
    void curlIsEnough() throws Exception {
        assertThat(curl(script.uri("manager/text/serverinfo"))).startsWith("OK - Server info\n");
    }

    /** As the administrator; the certificate of this test is for localhost only. */
    private static String curl(URI uri) throws IOException {
        Process curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--insecure",
                        "--write-out",
                        "%{http_code}",
                        "--user",
                        admin.name() + ":" + admin.password(),
                        uri.toString())
                .start();
        return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whoeverHasNoRightPasswordOrNotTheRoleIsTurnedAwayAndThatIsNoted() throws Exception {
        HttpResponse<String> nobody = script.get("manager/text/list");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=\"CoreLink\"");
        assertThat(nobody.body()).startsWith("FAIL - ");
        assertThat(call(new TestAccount(admin.name(), "wrong"), "manager/text/list")
                        .statusCode())
                .isEqualTo(401);
        assertThat(call(viewer, "manager/text/list").statusCode()).isEqualTo(403);
        assertThat(call(viewer, "manager/status?JSON=true").statusCode()).isEqualTo(403);
        assertThat(server.log())
                .contains("corelink-audit denied address=127.0.0.1 user=\"" + viewer.name()
                        + "\" path=\"/manager/text/list\"");
    }

    @Test
    void neitherASessionNorABrowserIsAWayToTheTextCommands() throws Exception {
        try (ConsoleClient person = client()) {
            person.signIn(admin.name(), admin.password());
            assertThat(isIn(person)).isTrue();
            assertThat(person.get("manager/text/list").statusCode()).isEqualTo(401);
            assertThat(isIn(person)).as("afterwards").isTrue();
        }
        HttpResponse<String> browser = script.send(HttpRequest.newBuilder(script.uri("manager/text/sslReload"))
                .header("Authorization", basic(admin))
                .header("Sec-Fetch-Site", "cross-site"));
        assertThat(browser.statusCode()).isEqualTo(403);
        HttpResponse<String> asked = script.send(
                HttpRequest.newBuilder(script.uri("manager/text/list")).header("Sec-Fetch-Site", "none"));
        assertThat(asked.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void sessionsAreListedAndEndAndThatIsNoted() throws Exception {
        try (ConsoleClient first = client();
                ConsoleClient second = client()) {
            first.signIn(viewer.name(), viewer.password());
            second.signIn(viewer.name(), viewer.password());
            List<String> ids = Pattern.compile("(?m)^(\\w{16})\t" + viewer.name() + "\tviewer\t127.0.0.1\t4")
                    .matcher(text("sessions"))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(ids).hasSize(2);
            assertThat(text("expire?id=" + ids.getFirst())).isEqualTo("OK - Ended 1 session\n");
            assertThat(isIn(first)).isNotEqualTo(isIn(second));
            assertThat(text("expire?user=" + viewer.name())).isEqualTo("OK - Ended 1 session\n");
            assertThat(isIn(first) || isIn(second)).isFalse();
        }
        assertThat(server.log())
                .contains("corelink-audit manager address=127.0.0.1 user=\"" + admin.name()
                        + "\" command=\"expire\" parameters=\"user=" + viewer.name()
                        + "\" result=\"OK - Ended 1 session\"");
    }

    @Test
    void whoIsNoAdministratorAnyMoreRunsNoCommandThoughThePasswordIsRemembered() throws Exception {
        String group = "corelink-mg-" + ProcessHandle.current().pid();
        try (TestAccount demoted = TestAccount.create("corelink-md")) {
            Shell.run("groupadd", group);
            Shell.run("usermod", "--append", "--groups", group, demoted.name());
            write("roles", "viewer: " + viewer.name(), "admin: " + admin.name() + " " + group);
            assertThat(call(demoted, "manager/text/list").body()).startsWith("OK - ");
            Shell.run("gpasswd", "--delete", demoted.name(), group);
            assertThat(call(demoted, "manager/text/list").statusCode()).isEqualTo(403);
        } finally {
            Shell.run("groupdel", "--force", group);
        }
    }

    @Test
    void statusIsToldAsJsonAndXml() throws Exception {
        HttpResponse<String> json = call(admin, "manager/status?JSON=true");
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(json.body()).contains("\"server\":{\"coreLinkVersion\":\"", "\"heapUsedBytes\":", "\"online\":1");
        HttpResponse<String> xml = call(admin, "manager/status?XML=true");
        assertThat(xml.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(xml.body()).contains("<status><server coreLinkVersion=\"", "<cluster online=\"1\"");
    }

    @Test
    void otherMachinesNeedAnAddressThatIsAllowed() throws Exception {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(own.isPresent(), "this machine has a network");
        String address = own.orElseThrow().getHostAddress();
        URI there = URI.create("https://" + address + ":" + server.port() + "/");
        try {
            assertThat(curl(there.resolve("manager/text/list"))).endsWith("403").doesNotContain("OK - ");
            assertThat(curl(there.resolve("manager/html"))).endsWith("403");
            assertThat(curl(there.resolve("healthz"))).as("all else is open").endsWith("200");
            write("manager-addresses", "# for this test", address);
            assertThat(curl(there.resolve("manager/text/list"))).startsWith("OK - ");
        } finally {
            Files.deleteIfExists(folder.resolve("data/manager-addresses"));
        }
        assertThat(server.log()).contains("denied address=" + address + " user=\"\" reason=\"address\"");
    }

    @Test
    void formWithoutTheTokenOfTheSessionDoesNothing() throws Exception {
        try (ConsoleClient person = client();
                ConsoleClient other = client()) {
            other.signIn(viewer.name(), viewer.password());
            person.signIn(admin.name(), admin.password());
            String token = tokenOf(person);
            assertThat(tokenOf(person)).as("in another page").isNotEqualTo(token);
            Map<String, String> form = Map.of("user", viewer.name());
            assertThat(person.post("manager/html/expire", form).statusCode()).isEqualTo(403);
            assertThat(person.post("manager/html/expire", with(form, "token", token.replace(token.charAt(0), 'x')))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(person.post(
                                    "manager/html/expire",
                                    with(form, "token", token),
                                    "Origin",
                                    "https://elsewhere.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(person.get("manager/html/expire?user=" + viewer.name() + "&token=" + token)
                            .statusCode())
                    .isEqualTo(405);
            assertThat(isIn(other)).isTrue();
            assertThat(person.post("manager/html/expire", with(form, "token", token))
                            .body())
                    .contains("OK - Ended 1 session");
            assertThat(isIn(other)).isFalse();
        }
    }

    private static String tokenOf(ConsoleClient person) throws Exception {
        Matcher token = Pattern.compile("name=\"token\" value=\"(\\w{128})\"")
                .matcher(person.get("manager/html").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }

    @Test
    void personEndsASessionAndSeesTheAnswerOnce() throws Exception {
        try (ConsoleClient other = client();
                TestBrowser browser = new TestBrowser(server.port())) {
            other.signIn(viewer.name(), viewer.password());
            browser.signIn("manager/html", admin);
            assertThat(browser.texts(".pages a[aria-current=page]")).containsExactly("Manager");
            assertThat(browser.texts(".sessions .tag")).as("the own session").hasSize(1);
            browser.run(
                    "[...document.querySelectorAll('.sessions tbody tr')].find((row) =>"
                            + " row.textContent.includes(arguments[0])).querySelector('button').click()",
                    viewer.name());
            browser.await("the answer", () -> browser.texts(".verdict").equals(List.of("OK - Ended 1 session")));
            assertThat(browser.place()).isEqualTo("/manager/html");
            assertThat(browser.texts(".sessions .name")).doesNotContain(viewer.name());
            assertThat(isIn(other)).isFalse();
            browser.open("manager/html");
            assertThat(browser.is(".shown")).as("nothing is repeated").isFalse();
            browser.find(".tells a[href$=list]").click();
            browser.await("the list", () -> browser.is(".shown.done pre"));
            assertThat(browser.find(".shown pre").getText()).contains("console-under-test");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void personIsToldWhyNobodyCanBePutOutOfAnOpenClusterAndThatIsNoted() throws Exception {
        try (TestBrowser browser = new TestBrowser(server.port())) {
            browser.signIn("manager/html", admin);
            browser.find("form[action$=evict] [name=node]").sendKeys("gpu-3");
            browser.find("form[action$=evict] button").click();
            browser.await("the answer", () -> browser.is(".shown.failed"));
            assertThat(browser.find(".verdict").getText()).startsWith("FAIL - This cluster is open");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(server.log())
                .contains("user=\"" + admin.name()
                        + "\" command=\"evict\" parameters=\"node=gpu-3\" result=\"FAIL - This cluster is open");
    }

    @Test
    void operatorHasThisMachineReadNowByAButtonThatAViewerHasNot() throws Exception {
        String page = "machine.xhtml?id="
                + text("list").lines().skip(1).findFirst().orElseThrow().replaceAll(".*\t", "");
        try (TestAccount operator = TestAccount.create("corelink-mo");
                TestBrowser browser = new TestBrowser(server.port())) {
            write("roles", "viewer: " + viewer.name(), "operator: " + operator.name(), "admin: " + admin.name());
            browser.signIn(page, operator);
            browser.await("the page", () -> browser.is("#connection[data-state=live]"));
            assertThat(browser.texts("#resampled")).containsExactly("");
            browser.find(".resample button").click();
            browser.await(
                    "what came of it",
                    () -> browser.texts("#resampled").equals(List.of("New readings were asked for.")));
            assertThat(browser.place()).isEqualTo("/" + page);
            // The page keeps itself fresh, and says what it said until it is opened again.
            browser.await("the page, kept fresh", () -> browser.is("#connection[data-state=live]"));
            assertThat(browser.texts("#resampled")).containsExactly("New readings were asked for.");
            for (String theme : List.of("dark", "light")) {
                browser.theme(theme);
                assertThat(Axe.fetched().findings(browser)).isEmpty();
                browser.picture(Path.of("target/screenshots/machine-resample-" + theme + ".png"));
            }
            browser.open(page);
            assertThat(browser.texts("#resampled")).containsExactly("");
            assertThat(browser.complaints()).isEmpty();
            assertThat(server.log())
                    .contains("user=\"" + operator.name() + "\" command=\"resample\" parameters=\"\" result=\"OK - ");
        } finally {
            write("roles", "viewer: " + viewer.name(), "admin: " + admin.name());
        }
    }

    @Test
    void readingNowNeedsTheRoleTheTokenOfTheSessionAndTheOwnSite() throws Exception {
        String page = "machine.xhtml?id="
                + text("list").lines().skip(1).findFirst().orElseThrow().replaceAll(".*\t", "");
        try (ConsoleClient reader = client();
                ConsoleClient person = client()) {
            reader.signIn(viewer.name(), viewer.password());
            assertThat(reader.get(page).body()).contains("serves this page").doesNotContain("/resample");
            person.signIn(admin.name(), admin.password());
            Map<String, String> form = Map.of("token", tokenOf(person));
            assertThat(reader.post("resample", form).statusCode()).isEqualTo(403);
            assertThat(person.post("resample", Map.of()).statusCode()).isEqualTo(403);
            assertThat(person.post("resample", form, "Origin", "https://elsewhere.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(person.get("resample").statusCode()).isEqualTo(405);
            assertThat(person.post("resample", form).body()).contains("New readings were asked for.");
            // Other tests count sessions.
            reader.post("sign-out", Map.of());
        }
    }

    @Test
    void changeNeedsThePasswordOfTheLastFiveMinutes() throws Exception {
        try (TestBrowser browser = new TestBrowser(server.port())) {
            browser.signIn("manager/html", admin);
            ageOfPasswords(Duration.ofMinutes(6));
            browser.open("manager/html");
            browser.find("form[action$=loglevel] [name=logger]").sendKeys("org.corelink.page");
            browser.find("form[action$=loglevel] [name=level]").sendKeys("DEBUG");
            browser.find("form[action$=loglevel] button").click();
            browser.await("the question", () -> browser.is(".pending"));
            browser.find(".pending [name=password]").sendKeys("wrong");
            browser.find(".pending button").click();
            browser.await("the message", () -> browser.is(".pending .message"));
            browser.picture(Path.of("target/screenshots/manager-pending-dark.png"));
            assertThat(Axe.fetched().findings(browser)).isEmpty();
            browser.find(".pending [name=password]").sendKeys(admin.password());
            browser.find(".pending button").click();
            browser.await("the answer", () -> browser.is(".shown.done"));
            assertThat(browser.texts(".verdict"))
                    .containsExactly("OK - Logger [org.corelink.page] writes from level [DEBUG] on");
            browser.find("form[action$=sslReload] button").click();
            browser.await(
                    "no further question",
                    () -> browser.texts(".verdict").getFirst().contains("read anew"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Lets all sessions go on after a restart as if their passwords had been given so long ago. */
    private static void ageOfPasswords(Duration age) throws Exception {
        server.kill();
        Path sessions = folder.resolve("data/sessions");
        String older = Pattern.compile("(\"passwordNanos\":)(-?\\d+)")
                .matcher(Files.readString(sessions))
                .replaceAll((MatchResult found) -> found.group(1) + (Long.parseLong(found.group(2)) - age.toNanos()));
        Files.writeString(sessions, older);
        server = ServerProcess.start(List.of(), WAR, environment);
    }
}
