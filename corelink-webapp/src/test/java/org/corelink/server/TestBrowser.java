package org.corelink.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium that looks at one console, and notes whatever a page does that it should not. */
final class TestBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Runs before anything of a page does. */
    private static final String WATCH_POLICY = """
        window.refused = [];
        addEventListener('securitypolicyviolation',
            (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
        """;

    private final ChromeDriver driver;
    private final String origin;

    /** Starts it, to look at the console on that port. */
    TestBrowser(int port) {
        origin = "https://localhost:" + port;
        driver = HeadlessChromium.start(LogType.BROWSER, "--hide-scrollbars");
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_POLICY));
        size(1440, 900);
    }

    private Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** What the console's addresses begin with. */
    String origin() {
        return origin;
    }

    /** Gives pages so much room, in pixels of CSS. */
    void size(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Goes to a path, without a slash at its beginning. */
    void open(String path) {
        driver.get(origin + "/" + path);
    }

    /** The path with the ids of the machines that are named in it: {@code {NAME}}. On a page of the console only. */
    String withIds(String path) {
        Matcher named = Pattern.compile("\\{([^}]+)}").matcher(path);
        return named.replaceAll(match -> String.valueOf(runAsync("""
            const [name, done] = arguments;
            fetch('/api/v1/cluster').then((answer) => answer.json())
                .then(({ nodes }) => done(nodes.find((node) => node.host === name).id));
            """, match.group(1))));
    }

    /** Goes to a path that asks for a sign-in, and signs in; returns on the page of that path. */
    void signIn(String path, TestAccount account) {
        open(path);
        await("the sign-in page", () -> is("#password"));
        submitSignIn(account);
    }

    /** Fills in the sign-in page that is shown. */
    void submitSignIn(TestAccount account) {
        find("#user").sendKeys(account.name());
        find("#password").sendKeys(account.password());
        find("button.primary").click();
        await("the page behind the sign-in", () -> !is("#password"));
    }

    /**
     * Presses and lets go of the mouse button in the middle of what the CSS selector names, whichever element is there at that
     * moment: as a hand does, which does not hold on to elements.
     */
    @SuppressWarnings("unchecked") // The script returns numbers.
    void click(String selector) {
        List<Number> middle = (List<Number>) Objects.requireNonNull(run("""
            const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
            """, selector));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            command(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", middle.get(0), "y", middle.get(1), "button", "left", "clickCount", 1));
        }
    }

    /** Whether the page has what the CSS selector names. */
    boolean is(String selector) {
        return !all(selector).isEmpty();
    }

    /** The first of what the CSS selector names. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All that the CSS selector names. */
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The texts of all that the CSS selector names, without space at their ends; also of what is not in sight. */
    @SuppressWarnings("unchecked") // The script returns texts.
    List<String> texts(String selector) {
        return (List<String>) run(
                "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent.trim())", selector);
    }

    /** Waits until it is so; fails with these words. */
    void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(what)
                .until(_ -> condition.getAsBoolean());
    }

    /** Runs a script in the page. */
    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script in the page that calls its last argument with its result. */
    @Nullable
    Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Chooses the colours as a person would, and waits until they are there. */
    void theme(String theme) {
        run("document.querySelector(`[name=theme][value=${arguments[0]}]`).click()", theme);
    }

    /** Where it is, after the origin. */
    String place() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(origin.length());
    }

    /** Everything that went wrong since the last question: console, refused by the policy, other origins. */
    @SuppressWarnings("unchecked") // The script returns texts.
    List<String> complaints() {
        List<String> found = new java.util.ArrayList<>(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList());
        found.addAll((List<String>) Objects.requireNonNull(run("""
            return [...window.refused.splice(0),
                    ...performance.getEntriesByType('resource').map((entry) => entry.name)
                        .filter((name) => !name.startsWith(location.origin + '/'))]
            """)));
        return found;
    }

    /** Takes a picture; its format is that of the file's name, PNG or WebP. */
    void picture(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean webp = file.toString().endsWith(".webp");
        Map<String, Object> format = webp ? Map.of("format", "webp", "quality", 82) : Map.of("format", "png");
        String data = command("Page.captureScreenshot", format).get("data").toString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
