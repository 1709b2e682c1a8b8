package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of one machine in a real Chromium. */
@ArquillianTest
class MachineIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static TestAccount account;
    private static Axe axe;

    @ArquillianResource
    private URL address;

    private TestBrowser browser;
    private ConsoleClient client;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-machine");
        axe = Axe.fetched();
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        browser = new TestBrowser(address.getPort());
        browser.signIn("", account);
        client = new ConsoleClient(URI.create(browser.origin() + "/"));
        client.signIn(account.name(), account.password());
    }

    @AfterEach
    void closeBrowser() {
        client.close();
        browser.close();
    }

    /** The id of a machine, once it is heard. */
    private String idOf(String name) {
        String[] id = {name};
        browser.await(name, () -> {
            id[0] = snapshot().id(name);
            return !id[0].equals(name);
        });
        return id[0];
    }

    private ConsoleSnapshot snapshot() {
        try {
            return ConsoleSnapshot.parse(client.get("live/snapshot").body());
        } catch (IOException e) {
            throw new AssertionError("the console does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void openMachine(String name) {
        browser.open("machine.xhtml?id=" + idOf(name));
    }

    private String text(String css) {
        List<String> found = browser.texts(css);
        return found.isEmpty() ? "" : found.getFirst().replaceAll("\\s+", " ");
    }

    /** A value of the page by its label, in the section whose heading starts with {@code heading}. */
    private String value(String heading, String label) {
        return Objects.requireNonNull(browser.run("""
            const text = (node) => node.textContent.trim().replace(/\\s+/g, ' ');
            const section = [...document.querySelectorAll('.card')]
              .find((each) => text(each.querySelector('h3')).startsWith(arguments[0]));
            const row = [...(section?.querySelectorAll('dl > div') ?? [])]
              .find((each) => text(each.querySelector('dt')) === arguments[1]);
            return row ? text(row.querySelector('dd')) : ''\
            """, heading, label)).toString();
    }

    private void picture(String name, int width, int height) throws IOException {
        browser.size(width, height);
        // The plots follow the width in a later frame.
        browser.await("plots as wide as their places", () -> Boolean.TRUE.equals(browser.run("""
            return [...document.querySelectorAll('[data-plot] > div')].every((place) =>
              !place.firstElementChild || Math.abs(place.firstElementChild.offsetWidth - place.clientWidth) < 2)\
            """)));
        browser.picture(PICTURES.resolve(name + ".png"));
    }

    @Test
    void machineShowsAllThatIsKnownOfItAndStaysFresh() throws Exception {
        TestConsole.say("mode", "ok");
        TestConsole.say("count", "1");
        TestConsole.say("0.utilization.gpu", "11");
        openMachine("console-under-test");
        browser.await("the reading", () -> value("GPU 0", "Utilisation").startsWith("11 %"));
        assertThat(value("GPU 0", "UUID")).isEqualTo("GPU-00000000-0000-4000-8000-000000000000");
        assertThat(value("GPU 0", "Serial number")).isEqualTo("n/a");
        assertThat(value("Where the GPUs are read", "Source")).isEqualTo("nvidia-smi");
        assertThat(value("Where the GPUs are read", "Why that one")).isNotBlank();
        assertThat(value("System", "Kernel"))
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        assertThat(value("System", "Boot id"))
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip());
        assertThat(value("What CoreLink itself takes", "Open files")).matches("\\d+");
        assertThat(text("#machine .tag")).isEqualTo("serves this page");
        browser.run("""
            window.notReloaded = true;
            document.querySelector('#machine details').open = true;
            document.querySelector('#machine summary').focus();\
            """);

        TestConsole.say("0.utilization.gpu", "87");
        browser.await("the new reading", () -> value("GPU 0", "Utilisation").startsWith("87 %"));
        assertThat(kept()).isEqualTo("not reloaded true, open true, focused SUMMARY");
        TestConsole.say("count", "2");
        browser.await("a second GPU", () -> value("GPU 1", "Utilisation").endsWith("%"));
        assertThat(kept()).isEqualTo("not reloaded true, open true, focused SUMMARY");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What a person has done to the page, in words that tell a failure's cause. */
    private String kept() {
        return Objects.requireNonNull(browser.run("""
            return `not reloaded ${window.notReloaded}, open ${document.querySelector('#machine details').open}, `
              + `focused ${document.activeElement.tagName}`\
            """)).toString();
    }

    @Test
    void lastHourIsPlottedAndGoesOn() throws Exception {
        openMachine("sim-001");
        browser.await("plots", () -> browser.all("[data-plot] canvas").size() == 6);
        String first = steps();
        browser.await("a further step", () -> !steps().equals(first));
        assertThat(text(".values tbody tr:first-child th")).isEqualTo("GPU 0");
        assertThat(text(".values tbody tr:first-child td")).matches("\\d+ %");
        assertThat(text(".values tbody tr:last-child td:last-child")).matches("\\d+ %");
        WebElement toggle = browser.find(".values tbody button");
        toggle.sendKeys(Keys.ENTER);
        assertThat(toggle.getDomAttribute("aria-pressed")).isEqualTo("false");
        toggle.sendKeys(Keys.SPACE);
        assertThat(text("#machine .facts")).contains("simulated");
        browser.await("a live badge", () -> text("#connection").equals("live"));
        picture("machine", 1_680, 2_600);
        picture("machine-narrow", 375, 5_200);
        browser.theme("light");
        picture("machine-light", 1_680, 2_600);
        assertThat(axe.findings(browser)).isEmpty();
        browser.theme("dark");
        assertThat(axe.findings(browser)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private String steps() {
        String steps = browser.find("#history").getDomAttribute("data-steps");
        return steps == null ? "" : steps;
    }

    @Test
    void silentMachineKeepsItsLastValuesUnderTheirAge() throws Exception {
        LoopbackNeighbour.crash("blade-crashed", 9);
        openMachine("blade-crashed");
        browser.await("down", () -> text(".machine-head .state").startsWith("down – its port is closed"));
        assertThat(value("GPU 0", "Utilisation")).startsWith("63 %");
        assertThat(text(".machine-head .warning"))
                .matches("All values are the last that are known\\. Their age: \\d+ s");
        assertThat(text(".whole > .note")).startsWith("n/a also stands for");
        browser.await("its events", () -> text(".events tbody").contains("its port is closed"));
        picture("machine-down", 1_280, 1_500);
    }

    @Test
    void unknownMachineIsAClearPageWithItsStatus() throws Exception {
        for (String query : List.of("?id=nobody", "", "?id=" + "x".repeat(200), "?id=%01")) {
            HttpResponse<String> answer = client.get("machine.xhtml" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(404);
            assertThat(answer.body()).as(query).contains("Unknown machine", "is forgotten", "To the cluster");
        }
        assertThat(client.get("machine.xhtml?id=%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
        browser.open("machine.xhtml?id=nobody");
        assertThat(text("h1")).isEqualTo("Unknown machine");
        picture("machine-unknown", 1_280, 700);
    }

    @Test
    void sparklineOfEachGpuIsDrawnInTheTable() throws Exception {
        browser.open("");
        browser.await("a line", () -> Boolean.TRUE.equals(browser.run("""
            const paths = [...document.querySelectorAll('svg[data-spark] path')];
            return paths.length > 0 && paths.some((path) => (path.getAttribute('d') ?? '').includes('L'))\
            """)));
        picture("sparklines", 1_680, 760);
        assertThat(browser.complaints()).isEmpty();
    }
}
