package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.corelink.gossip.GossipNode;
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
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The console in a real Chromium, signed in as a real Linux account. */
@ArquillianTest
class BrowserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    private ChromeDriver browser;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-browser");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = HeadlessChromium.start(LogType.BROWSER, "--window-size=1680,760");
    }

    @AfterEach
    void closeBrowser() {
        browser.quit();
    }

    /** Leads to the sign-in page. The driver may say that a page is loaded a moment before it is the one to look at. */
    private void open(String path) {
        browser.get("https://localhost:" + address.getPort() + "/" + path);
        await("the sign-in", () -> browser.findElements(By.id("password")).size() == 1);
    }

    private void signIn(String password) {
        browser.findElement(By.id("user")).sendKeys(account.name());
        browser.findElement(By.id("password")).sendKeys(password);
        browser.findElement(By.cssSelector("button.primary")).click();
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        new WebDriverWait(browser, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .withMessage(what)
                .until(_ -> condition.getAsBoolean());
    }

    private String cell(String machine, int gpu, String column) {
        List<WebElement> cells = browser.findElements(By.xpath("//tr[.//span[@data-cell='node'][.='" + machine
                + "'] and .//span[@data-cell='gpu'][.='" + gpu + "']]//span[@data-cell='" + column + "']"));
        return cells.isEmpty() ? "" : cells.getFirst().getText();
    }

    private String badge() {
        return browser.findElement(By.id("connection")).getDomAttribute("data-state");
    }

    private List<String> consoleErrors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Test
    void wrongPasswordIsTurnedAwayWithOneClearMessage() {
        open("");
        signIn("certainly-wrong");
        await(
                "the refusal",
                () -> !browser.findElements(By.cssSelector(".message")).isEmpty());
        assertThat(browser.findElement(By.cssSelector("[role=alert]")).getText())
                .contains("User name or password");
        open("");
        assertThat(browser.findElements(By.id("password"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse", "long-polling"})
    void changeIsPushedWithoutReload(String transport) throws Exception {
        TestConsole.say("count", "2");
        TestConsole.say("0.utilization.gpu", "11");
        open("?transport=" + transport);
        signIn(account.password());
        await("the own row", () -> cell("console-under-test", 0, "util").equals("11 %"));
        await("a live connection", () -> "live".equals(badge()));
        assertThat(browser.findElement(By.id("connection")).getDomAttribute("data-transport"))
                .isEqualTo(transport);
        browser.executeScript("window.notReloaded = true");

        TestConsole.say("0.utilization.gpu", "87");
        await("the pushed change", () -> cell("console-under-test", 0, "util").equals("87 %"));
        assertThat(browser.executeScript("return window.notReloaded === true")).isEqualTo(true);
        assertThat(consoleErrors()).isEmpty();
    }

    @Test
    void gpusThatComeAndGoChangeTheRows() throws Exception {
        TestConsole.say("count", "2");
        open("");
        signIn(account.password());
        await("two GPUs", () -> !cell("console-under-test", 1, "model").isEmpty());
        browser.executeScript("window.notReloaded = true");
        TestConsole.say("count", "3");
        await("a third GPU", () -> !cell("console-under-test", 2, "model").isEmpty());
        TestConsole.say("mode", "exit 9 NVIDIA-SMI has failed because it couldn't communicate with the driver");
        await("the reason", () -> cell("console-under-test", 0, "state").contains("driver"));
        TestConsole.say("mode", "ok");
        await("no reason any more", () -> cell("console-under-test", 0, "state").equals("online"));
        assertThat(browser.executeScript("return window.notReloaded === true")).isEqualTo(true);
        assertThat(consoleErrors()).isEmpty();
    }

    @Test
    void tableSortsOnTheServerAndStaysLive() throws Exception {
        TestConsole.say("mode", "ok");
        TestConsole.say("count", "2");
        TestConsole.say("0.temperature.gpu", "30");
        TestConsole.say("1.temperature.gpu", "99");
        open("");
        signIn(account.password());
        await("simulated neighbours", () -> !cell("sim-001", 0, "model").isEmpty());
        // A table that is rendered again because GPUs come or go would take a click with it.
        await(
                "these GPUs and no others",
                () -> cell("console-under-test", 1, "temp").equals("99 °C")
                        && cell("console-under-test", 2, "model").isEmpty());
        WebElement header = browser.findElement(By.xpath("//th[contains(., 'Temp.')]//a"));
        header.click();
        await("ascending", () -> isSorted("ascending") && firstTemperature().equals("30 °C"));
        browser.findElement(By.xpath("//th[contains(., 'Temp.')]//a")).click();
        await("descending", () -> isSorted("descending") && firstTemperature().equals("99 °C"));
        TestConsole.say("1.temperature.gpu", "98");
        await("the pushed change", () -> firstTemperature().equals("98 °C"));
        assertThat(consoleErrors()).isEmpty();
    }

    @Test
    void stateOfEachMachineIsAWordWithItsReasonAndOldValuesTellTheirAge() throws Exception {
        open("");
        signIn(account.password());
        await("a live connection", () -> "live".equals(badge()));
        browser.executeScript("window.notReloaded = true");
        GossipNode leaving = LoopbackNeighbour.start("blade-leaving", 1);
        try (leaving;
                GossipNode _ = LoopbackNeighbour.start("blade-twin", 2);
                GossipNode _ = LoopbackNeighbour.start("blade-twin", 3)) {
            await("two of one name", () -> rowsWith("online – name taken twice") == 2);
            await(
                    "the machine that will leave",
                    () -> cell("blade-leaving", 0, "state").equals("online"));
            LoopbackNeighbour.crash("blade-crashed", 4);
            leaving.close();
            await("left", () -> cell("blade-leaving", 0, "state").equals("left"));
            await("down", () -> cell("blade-crashed", 0, "state").startsWith("down – its port is closed, said by "));
            assertThat(cell("blade-crashed", 0, "util")).isEqualTo("63 %");
            assertThat(browser.findElement(By.cssSelector("tr.is-down .last-known"))
                            .getText())
                    .matches("\\d+ s old, last known");
            assertThat(browser.findElement(By.cssSelector("tr.is-online .last-known"))
                            .isDisplayed())
                    .isFalse();
            assertThat(browser.findElement(By.cssSelector("tr.is-left [data-cell=state]"))
                            .getDomAttribute("title"))
                    .isEqualTo("said goodbye");
            assertThat(browser.executeScript("return window.notReloaded === true"))
                    .isEqualTo(true);
            assertThat(consoleErrors()).isEmpty();
            Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(pictures.resolve("states.png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    private long rowsWith(String state) {
        return browser.findElements(By.cssSelector("[data-cell=state]")).stream()
                .filter(cell -> cell.getText().equals(state))
                .count();
    }

    private boolean isSorted(String direction) {
        return !browser.findElements(By.cssSelector("th[aria-sort=" + direction + "]"))
                .isEmpty();
    }

    private String firstTemperature() {
        return browser.findElement(By.cssSelector("tbody tr [data-cell=temp]")).getText();
    }

    @Test
    void signingOutLeadsToTheSignInPage() throws Exception {
        open("");
        signIn(account.password());
        await(
                "the table",
                () -> !browser.findElements(By.cssSelector("table.gpus")).isEmpty());
        browser.findElement(By.cssSelector("form[action$='sign-out'] button")).click();
        await("the sign-in page", () -> !browser.findElements(By.id("password")).isEmpty());
    }

    @Test
    void picturesForTheSiteAreTaken() throws Exception {
        TestConsole.say("count", "2");
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        open("");
        Files.write(pictures.resolve("sign-in.png"), browser.getScreenshotAs(OutputType.BYTES));
        signIn(account.password());
        await("simulated neighbours", () -> !cell("sim-002", 0, "model").isEmpty());
        await("a live connection", () -> "live".equals(badge()));
        Files.write(pictures.resolve("cluster.png"), browser.getScreenshotAs(OutputType.BYTES));
        assertThat(pictures.resolve("cluster.png")).isNotEmptyFile();
    }
}
