package org.corelink.server.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.corelink.push.Json;
import org.corelink.server.HeadlessChromium;
import org.corelink.server.TestAccount;
import org.corelink.server.TestCertificate;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser on the console, which is measured by its own protocol for developers. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String address;
    private final ChromeDriver driver;

    /** A fresh browser, nothing cached, which trusts that certificate: it keeps nothing from servers that it does not. */
    Chromium(String address, TestCertificate certificate) throws IOException {
        this.address = address;
        driver = HeadlessChromium.start(
                LogType.PERFORMANCE,
                "--window-size=1920,1080",
                "--ignore-certificate-errors-spki-list=" + certificate.publicKeyHash());
    }

    /** The driver itself, for pictures. */
    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page of the console. */
    void open(String path) {
        driver.get(address + path);
    }

    /** Answers the sign-in form; returns after how many milliseconds the table was there and painted. */
    double signIn(TestAccount account) {
        driver.findElement(By.id("user")).sendKeys(account.name());
        driver.findElement(By.id("password")).sendKeys(account.password());
        // The click itself is the driver's work, which takes longer than a person's.
        driver.executeScript("""
            document.addEventListener('submit',
                () => sessionStorage.setItem('sent', performance.timeOrigin + performance.now()));
            """);
        driver.findElement(By.cssSelector("button.primary")).click();
        await("the table", () -> has("time[data-row]"));
        await("its painting", () -> number("return performance.getEntriesByName('first-contentful-paint').length") > 0);
        return number("return performance.timeOrigin"
                + " + performance.getEntriesByName('first-contentful-paint')[0].startTime"
                + " - sessionStorage.getItem('sent')");
    }

    /** Waits for a live connection. */
    void awaitLive() {
        await("a live connection", () -> has("#connection[data-state=live]"));
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    /** Waits until {@code condition} holds. */
    void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
                .withMessage(what)
                .ignoring(JavascriptException.class)
                .until(_ -> condition.getAsBoolean());
    }

    /** Runs a script that returns a number. */
    double number(String script) {
        return driver.executeScript(script) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** What has come over the network since this was asked last. */
    record Traffic(int requests, double bytes) {}

    /** Forgets or tells what has come over the network. */
    Traffic traffic() {
        int requests = 0;
        double bytes = 0;
        for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Map<String, Object> event = Json.map(Json.object(entry.getMessage()).get("message"));
            if (Json.text(event.get("method")).equals("Network.loadingFinished")) {
                double received = Double.parseDouble(
                        Json.text(Json.map(event.get("params")).get("encodedDataLength")));
                // The browser's own cache answers too, with nothing from the network.
                requests += received > 0 ? 1 : 0;
                bytes += received;
            }
        }
        return new Traffic(requests, bytes);
    }

    /** CPU time of the page's main thread so far, milliseconds. */
    double mainThreadMillis() {
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        Map<String, Object> answer = driver.executeCdpCommand("Performance.getMetrics", Map.of());
        for (Object metric : answer.get("metrics") instanceof List<?> list ? list : List.of()) {
            if (metric instanceof Map<?, ?> one && "TaskDuration".equals(one.get("name"))) {
                return 1_000 * ((Number) one.get("value")).doubleValue();
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
