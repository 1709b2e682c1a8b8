package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page of one machine in a real Chromium. */
@ArquillianTest
class MachineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    private ChromeDriver browser;
    private ConsoleClient client;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-machine");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setAcceptInsecureCerts(true);
        options.addArguments(
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .build(),
                options);
        browser.manage().window().setSize(new Dimension(1_680, 1_900));
        client = new ConsoleClient(java.net.URI.create(base()));
        client.signIn(account.name(), account.password());
        browser.get(base());
        await("the sign-in", () -> browser.findElements(By.id("password")).size() == 1);
        browser.findElement(By.id("user")).sendKeys(account.name());
        browser.findElement(By.id("password")).sendKeys(account.password());
        browser.findElement(By.cssSelector("button.primary")).click();
        await("the cluster", () -> !browser.findElements(By.id("strip")).isEmpty());
    }

    @AfterEach
    void closeBrowser() {
        client.close();
        browser.quit();
    }

    private String base() {
        return "https://localhost:" + address.getPort() + "/";
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        new WebDriverWait(browser, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(what)
                .until(_ -> condition.getAsBoolean());
    }

    /** The id of a machine, once it is heard. */
    private String idOf(String name) {
        String[] id = {name};
        await(name, () -> {
            id[0] = snapshot().id(name);
            return !id[0].equals(name);
        });
        return id[0];
    }

    private ConsoleSnapshot snapshot() {
        try {
            return ConsoleSnapshot.parse(client.get("live/snapshot").body());
        } catch (java.io.IOException e) {
            throw new AssertionError("the console does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void openMachine(String name) {
        browser.get(base() + "machine.xhtml?id=" + idOf(name));
    }

    private String text(String css) {
        List<WebElement> found = browser.findElements(By.cssSelector(css));
        return found.isEmpty() ? "" : found.getFirst().getText();
    }

    /** A value of the page by its label, in the section whose heading starts with {@code heading}. */
    private String value(String heading, String label) {
        List<WebElement> found = browser.findElements(By.xpath("//section[h3[starts-with(normalize-space(.), '"
                + heading + "')]]//div[normalize-space(dt)='" + label + "']/dd"));
        return found.isEmpty() ? "" : found.getFirst().getDomProperty("textContent").strip();
    }

    private void picture(String name, int width, int height) throws java.io.IOException {
        browser.manage().window().setSize(new Dimension(width, height));
        // The plots follow the width in a later frame.
        await("plots as wide as their places", () -> Boolean.TRUE.equals(browser.executeScript("""
                return [...document.querySelectorAll('[data-plot] > div')].every((place) =>
                  !place.firstElementChild || Math.abs(place.firstElementChild.offsetWidth - place.clientWidth) < 2)""")));
        Files.write(Files.createDirectories(PICTURES).resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private List<String> consoleErrors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Test
    void machineShowsAllThatIsKnownOfItAndStaysFresh() throws Exception {
        TestConsole.say("mode", "ok");
        TestConsole.say("count", "2");
        TestConsole.say("0.utilization.gpu", "11");
        openMachine("console-under-test");
        await("the reading", () -> value("GPU 0", "Utilisation").startsWith("11 %"));
        assertThat(value("GPU 0", "UUID")).isEqualTo("GPU-00000000-0000-4000-8000-000000000000");
        assertThat(value("GPU 0", "Serial number")).isEqualTo("n/a");
        assertThat(value("Where the GPUs are read", "Source")).isEqualTo("nvidia-smi");
        assertThat(value("Where the GPUs are read", "Why that one")).isNotBlank();
        assertThat(value("System", "Kernel")).isEqualTo(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        assertThat(value("System", "Boot id"))
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
        assertThat(value("What CoreLink itself takes", "Open files")).matches("\\d+");
        assertThat(text("#machine .tag")).isEqualTo("serves this page");
        browser.executeScript("""
                window.notReloaded = true;
                document.querySelector('#machine details').open = true;
                document.querySelector('#machine summary').focus();""");

        TestConsole.say("0.utilization.gpu", "87");
        await("the new reading", () -> value("GPU 0", "Utilisation").startsWith("87 %"));
        assertThat(browser.executeScript("""
                return window.notReloaded && document.querySelector('#machine details').open
                  && document.activeElement.tagName === 'SUMMARY'"""))
                .isEqualTo(true);
        TestConsole.say("count", "3");
        await("a third GPU", () -> value("GPU 2", "Utilisation").endsWith("%"));
        assertThat(browser.executeScript("return window.notReloaded")).isEqualTo(true);
        assertThat(consoleErrors()).isEmpty();
    }

    @Test
    void lastHourIsPlottedAndGoesOn() throws Exception {
        openMachine("sim-001");
        await("plots", () -> browser.findElements(By.cssSelector("[data-plot] canvas")).size() == 6);
        String first = steps();
        await("a further step", () -> !steps().equals(first));
        assertThat(text(".values tbody tr:first-child th")).isEqualTo("GPU 0");
        assertThat(text(".values tbody tr:first-child td")).matches("\\d+ %");
        assertThat(text(".values tbody tr:last-child td:last-child")).matches("\\d+ %");
        WebElement toggle = browser.findElement(By.cssSelector(".values tbody button"));
        toggle.sendKeys(org.openqa.selenium.Keys.ENTER);
        assertThat(toggle.getDomAttribute("aria-pressed")).isEqualTo("false");
        toggle.sendKeys(org.openqa.selenium.Keys.SPACE);
        assertThat(text("#machine .facts")).contains("simulated");
        await("a live badge", () -> text("#connection").equals("live"));
        picture("machine", 1_680, 2_600);
        picture("machine-narrow", 375, 5_200);
        browser.findElement(By.cssSelector("[data-action=theme]")).click();
        picture("machine-light", 1_680, 2_600);
        assertThat(consoleErrors()).isEmpty();
    }

    private String steps() {
        String steps = browser.findElement(By.id("history")).getDomAttribute("data-steps");
        return steps == null ? "" : steps;
    }

    @Test
    void silentMachineKeepsItsLastValuesUnderTheirAge() throws Exception {
        LoopbackNeighbour.crash("blade-crashed", 9);
        openMachine("blade-crashed");
        await("down", () -> text(".machine-head .state").startsWith("down – its port is closed"));
        assertThat(value("GPU 0", "Utilisation")).startsWith("63 %");
        assertThat(text(".machine-head .warning")).matches("All values are the last that are known\\. Their age: \\d+ s");
        assertThat(text(".whole > .note")).startsWith("n/a also stands for");
        await("its events", () -> text(".events tbody").contains("down"));
        picture("machine-down", 1_280, 1_500);
    }

    @Test
    void unknownMachineIsAClearPageWithItsStatus() throws Exception {
        for (String query : List.of("?id=nobody", "", "?id=" + "x".repeat(200), "?id=%00")) {
            HttpResponse<String> answer = client.get("machine.xhtml" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(404);
            assertThat(answer.body()).as(query).contains("Unknown machine", "is forgotten", "To the cluster");
        }
        assertThat(client.get("machine.xhtml?id=%3Cscript%3Ealert(1)%3C/script%3E").body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
        browser.get(base() + "machine.xhtml?id=nobody");
        assertThat(text("h1")).isEqualTo("Unknown machine");
        picture("machine-unknown", 1_280, 700);
    }

    @Test
    void sparklineOfEachGpuIsDrawnInTheTable() throws Exception {
        browser.get(base());
        await("a line", () -> Boolean.TRUE.equals(browser.executeScript("""
                const paths = [...document.querySelectorAll('svg[data-spark] path')];
                return paths.length > 0 && paths.some((path) => (path.getAttribute('d') ?? '').includes('L'))""")));
        picture("sparklines", 1_680, 760);
        assertThat(consoleErrors()).isEmpty();
    }
}
