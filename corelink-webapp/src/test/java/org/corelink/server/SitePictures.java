package org.corelink.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the site: of a cluster that is sound, on a network that ends on this machine. No test, so that no run
 * of all tests changes the sources; see Hacking, "How to add a page".
 */
class SitePictures {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    private static final Path FOLDER = Path.of("../src/site/resources/images");
    private static final String CABLE = "clk-pictures";

    /** Some of eight simulated neighbours are in trouble. */
    private static final int MACHINES = 13;

    /** Until sparklines and plots have something to show. */
    private static final long HISTORY_SECONDS = 150;

    private static final List<PagesIT.Page> OF_VIEWERS = List.of(
            new PagesIT.Page("cluster", "cluster.xhtml", "#connection[data-state=live]"),
            new PagesIT.Page("trouble", "cluster.xhtml?trouble=first", "#connection[data-state=live]"),
            new PagesIT.Page("map", "cluster.xhtml?view=map", "#connection[data-state=live]"),
            new PagesIT.Page("machine", "machine.xhtml?id={sim-004}", "#connection[data-state=live]"),
            new PagesIT.Page("events", "events.xhtml", "#connection[data-state=live]"),
            new PagesIT.Page("about", "about.xhtml", ".notice"),
            new PagesIT.Page("kiosk", "cluster.xhtml?kiosk&view=map", "#connection[data-state=live]"));

    private static final List<PagesIT.Page> OF_ADMINISTRATORS = List.of(
            new PagesIT.Page("manager", "manager/html", ".sessions"),
            new PagesIT.Page("manager-status", "manager/status", ".status dl"));

    @TempDir
    static Path folder;

    private static final TestConsole CONSOLE = new TestConsole();
    private static TestAccount account;
    private static int port;

    @BeforeAll
    static void startCluster() throws Exception {
        account = TestAccount.create("ada");
        Shell.run("ip", "link", "add", CABLE, "type", "veth", "peer", "name", CABLE + "2");
        Shell.run("ip", "address", "add", "10.79.7.1/24", "dev", CABLE);
        Shell.run("ip", "link", "set", CABLE, "up");
        Shell.run("ip", "link", "set", CABLE + "2", "up");
        port = CONSOLE.start(
                folder,
                WAR,
                Map.of(
                        "CORELINK_HOSTNAME",
                        "gpu-desk",
                        "CORELINK_GOSSIP_INTERFACES",
                        CABLE,
                        "CORELINK_SIMULATE",
                        Integer.toString(MACHINES)));
        TestConsole.say("0.utilization.gpu", "64");
        TestConsole.say("0.memory.used", "9800");
        TestConsole.say("0.temperature.gpu", "58");
        TestConsole.say("0.power.draw", "231.00");
        TimeUnit.SECONDS.sleep(HISTORY_SECONDS);
    }

    @AfterAll
    static void endCluster() throws Exception {
        try (var _ = account;
                var _ = CONSOLE) {
            Shell.run("ip", "link", "delete", CABLE);
        }
    }

    @Test
    void ofEveryPageDarkLightAndNarrow() throws Exception {
        try (TestBrowser browser = new TestBrowser(port)) {
            take(browser, List.of(new PagesIT.Page("sign-in", "cluster.xhtml", "#password")));
            browser.signIn("cluster.xhtml", account);
            take(browser, OF_VIEWERS);
        }
        Files.writeString(TestConsole.data().resolve("roles"), "admin: " + account.name() + System.lineSeparator());
        try (TestBrowser browser = new TestBrowser(port)) {
            browser.signIn("manager/html", account);
            take(browser, OF_ADMINISTRATORS);
        }
    }

    private static void take(TestBrowser browser, List<PagesIT.Page> pages) throws IOException, InterruptedException {
        for (PagesIT.Page page : pages) {
            for (String look : List.of("dark", "light", "narrow")) {
                boolean narrow = look.equals("narrow");
                browser.size(narrow ? 375 : 1440, narrow ? 812 : 900);
                browser.open(browser.withIds(page.path()));
                browser.await(page + " to be complete", () -> browser.is(page.ready()));
                if (browser.is("[name=theme]")) {
                    browser.theme(narrow ? "dark" : look);
                }
                // Plots and the map are drawn after the first values have come.
                TimeUnit.SECONDS.sleep(2);
                browser.picture(FOLDER.resolve(page + "-" + look + ".webp"));
            }
        }
    }
}
