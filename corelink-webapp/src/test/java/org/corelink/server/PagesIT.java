package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.corelink.gossip.GossipNode;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every page, and what the pages beside the cluster do, in a real Chromium. */
@ArquillianTest
class PagesIT {
    /**
     * A page.
     *
     * @param name of its pictures
     * @param path where it is; {@code {NAME}} stands for the id of the machine of that name
     * @param ready a CSS selector of what stands there when it is complete
     */
    record Page(String name, String path, String ready) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All pages for people who have signed in. A new page is a new line, and is held to all of this. */
    static final List<Page> PAGES = List.of(
            new Page("cluster", "cluster.xhtml", "#connection[data-state=live]"),
            new Page("map", "cluster.xhtml?view=map", "#connection[data-state=live]"),
            new Page("events", "events.xhtml", "#connection[data-state=live]"),
            new Page("events-none", "events.xhtml?text=no-such-text", ".empty"),
            new Page("machine", "machine.xhtml?id={sim-001}", "#connection[data-state=live]"),
            new Page("machine-unknown", "machine.xhtml?id=no-such-machine", ".unknown-machine"),
            new Page("about", "about.xhtml", ".notice"),
            new Page("manager", "manager/html", ".sessions"),
            new Page("manager-answer", "manager/html/list", ".shown.done"),
            new Page("manager-status", "manager/status", ".status dl"),
            new Page("error", "no-such-page", ".error"),
            new Page("kiosk", "cluster.xhtml?kiosk", "#connection[data-state=live]"),
            new Page("kiosk-map", "cluster.xhtml?kiosk&view=map", "#connection[data-state=live]"));

    private static final List<String> THEMES = List.of("dark", "light");
    private static final Path PICTURES = Path.of("target/screenshots");

    private static TestAccount account;
    private static Axe axe;
    private static @Nullable TestBrowser browser;
    private static TestAccount administrator;
    private static @Nullable TestBrowser administration;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-pages");
        administrator = TestAccount.create("corelink-pagesadm");
        axe = Axe.fetched();
    }

    @AfterAll
    static void removeAccount() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (administration != null) {
            administration.close();
        }
        account.close();
        administrator.close();
    }

    @BeforeEach
    void haveSimulatedMachines() {
        TestBrowser browser = browser();
        browser.open("cluster.xhtml");
        browser.await(
                "the simulated machines",
                () -> browser.texts("[data-cell=node]").contains("sim-003"));
    }

    /** One for all tests, signed in by the first. */
    private TestBrowser browser() {
        TestBrowser open = browser;
        if (open == null) {
            open = new TestBrowser(address.getPort());
            browser = open;
            open.signIn("cluster.xhtml", account);
        }
        return open;
    }

    /** That of a person who may see the page. */
    private TestBrowser browserFor(Page page) throws IOException {
        if (!page.path().startsWith("manager/")) {
            return browser();
        }
        TestBrowser open = administration;
        if (open == null) {
            Files.write(
                    TestConsole.data().resolve("roles"),
                    List.of("viewer: " + account.name(), "admin: " + administrator.name()));
            open = new TestBrowser(address.getPort());
            administration = open;
            open.signIn("manager/html", administrator);
        }
        return open;
    }

    private static void show(TestBrowser browser, Page page) {
        browser.open(browser.withIds(page.path()));
        browser.await(page + " to be complete", () -> browser.is(page.ready()));
    }

    private static List<String> complaints(TestBrowser browser) {
        // That there is no such page is what the browser was asked to find.
        return browser.complaints().stream()
                .filter(complaint -> !complaint.matches(".*[/=]no-such-\\w+ - Failed to load resource: .* 404 .*"))
                .toList();
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void keepsNobodyOutAsksNobodyElseAndSaysNothingOnTheConsole(Page page) throws Exception {
        TestBrowser browser = browserFor(page);
        browser.size(1440, 900);
        for (String theme : THEMES) {
            browser.theme(theme);
            show(browser, page);
            check(browser, page, theme);
        }
        browser.theme("dark");
    }

    private static void check(TestBrowser browser, Page page, String theme) throws IOException {
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo(theme);
        assertThat(axe.findings(browser)).as(page + ", " + theme).isEmpty();
        assertThat(complaints(browser)).as(page + ", " + theme).isEmpty();
        browser.picture(PICTURES.resolve(page + "-" + theme + ".png"));
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void fitsAScreenOf375Pixels(Page page) throws Exception {
        TestBrowser browser = browserFor(page);
        browser.size(375, 812);
        try {
            show(browser, page);
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as("width of " + page)
                    .isEqualTo(375L);
            assertThat(axe.findings(browser)).as(page + ", narrow").isEmpty();
            browser.picture(PICTURES.resolve(page + "-narrow.png"));
        } finally {
            browser.size(1440, 900);
        }
    }

    /** Lines of amounts, such as "0.01 % of 1 Gbit/s" and "148 MiB RAM", that are on several lines. */
    private static final String BROKEN = """
        const broken = [];
        for (const dd of document.querySelectorAll('.strip dd')) {
          const text = dd.firstChild;
          for (const amount of text.data.matchAll(/[\\d.][^,\\n]*/g)) {
            const range = document.createRange();
            range.setStart(text, amount.index);
            range.setEnd(text, amount.index + amount[0].length);
            if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(amount[0]);
          }
          if (dd.scrollWidth > dd.clientWidth) broken.push(`cut: ${dd.textContent}`);
        }
        return broken;
        """;

    @ParameterizedTest
    @ValueSource(ints = {375, 480, 768, 1024, 1280, 1440, 1680, 1920})
    void amountsOfTheStripAreNeitherBrokenNorCut(int width) {
        TestBrowser browser = browser();
        browser.size(width, 900);
        try {
            browser.run("document.querySelector('[data-figure=memory]').textContent = '≥ 67632 / 136414 GiB'");
            browser.run("document.querySelector('[data-figure=traffic]').textContent = '878.7 kbit/s\\n"
                    + "12.09 % of 100 Gbit/s'");
            assertThat(browser.texts(".strip dd")).hasSizeGreaterThan(10);
            assertThat(browser.run(BROKEN)).isEqualTo(List.of());
        } finally {
            browser.size(1440, 900);
        }
    }

    @Test
    void signInPageIsHeldToTheSame() throws Exception {
        try (TestBrowser stranger = new TestBrowser(address.getPort())) {
            Page page = new Page("sign-in", "cluster.xhtml", ".fingerprint");
            for (String theme : THEMES) {
                show(stranger, page);
                stranger.theme(theme);
                stranger.find("summary").click();
                check(stranger, page, theme);
            }
            assertThat(stranger.find(".where").getText()).contains("console-under-test", "CoreLink test");
            assertThat(stranger.find(".fingerprint").getText()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            stranger.size(375, 812);
            show(stranger, page);
            assertThat(stranger.run("return document.documentElement.scrollWidth"))
                    .isEqualTo(375L);
            stranger.picture(PICTURES.resolve("sign-in-narrow.png"));
        }
    }

    @Test
    void themeIsKeptAndFollowsTheSystemIfAsked() {
        TestBrowser browser = browser();
        browser.theme("light");
        browser.open("about.xhtml");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("light");
        assertThat(browser.find("[name=theme]:checked").getDomAttribute("value"))
                .isEqualTo("light");
        browser.theme("system");
        browser.open("events.xhtml");
        assertThat(browser.find("[name=theme]:checked").getDomAttribute("value"))
                .isEqualTo("system");
        assertThat(browser.run("return document.documentElement.dataset.theme"))
                .isEqualTo(
                        browser.run("return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'"));
        browser.theme("dark");
    }

    @Test
    void navigationLeadsToEachPageAndTellsWhichOneIsOpen() {
        TestBrowser browser = browser();
        for (String name : List.of("Events", "About", "Cluster")) {
            browser.run(
                    "[...document.querySelectorAll('.pages a')].find((a) => a.textContent === arguments[0]).click()",
                    name);
            browser.await(
                    name, () -> browser.texts(".pages a[aria-current=page]").equals(List.of(name)));
        }
        assertThat(browser.texts(".pages a")).as("a viewer has no manager").hasSize(3);
    }

    @Test
    void eventsArePushedWithoutReload() throws Exception {
        TestBrowser browser = browser();
        browser.open("events.xhtml?machine=blade-visiting");
        browser.await("a live connection", () -> browser.is("#connection[data-state=live]"));
        assertThat(browser.is(".empty")).isTrue();
        browser.run("window.notReloaded = true");
        GossipNode visiting = LoopbackNeighbour.start("blade-visiting", 11);
        try (visiting) {
            browser.await("it joined", () -> browser.texts(".events .kind").contains("Joined"));
            browser.run(
                    "document.querySelector('.events a').focus(); window.row = document.querySelector('.events tbody"
                            + " tr')");
        }
        browser.await("it left", () -> browser.texts(".events .kind").getFirst().equals("Left"));
        assertThat(browser.texts(".events .name")).containsOnly("blade-visiting");
        assertThat(browser.run("return window.notReloaded && document.contains(window.row)"))
                .as("the page, and the row that was there")
                .isEqualTo(true);
        assertThat(browser.run("return document.activeElement.closest('tr') === window.row"))
                .as("the focus stays")
                .isEqualTo(true);
        assertThat(browser.find(".events time").getDomAttribute("datetime")).endsWith("Z");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void eventsAreFilteredByTheAddressAndTheFormWritesIt() {
        TestBrowser browser = browser();
        browser.open("events.xhtml");
        browser.find("[name=kind] option[value=joined]").click();
        browser.find("[name=machine]").sendKeys("sim-002");
        browser.find(".filter button").click();
        browser.await("the filter in the address", () -> browser.place().contains("kind=joined&machine=sim-002"));
        assertThat(browser.texts(".events .name")).containsOnly("sim-002");
        assertThat(browser.find("[name=machine]").getDomProperty("value")).isEqualTo("sim-002");
        assertThat(browser.find("[name=kind]").getDomProperty("value")).isEqualTo("joined");
    }

    static final List<Page> LIVE_PAGES = List.of(
            new Page("cluster", "cluster.xhtml?x=1&y=%C3%A4", "table.gpus"),
            new Page("events", "events.xhtml?kind=joined&text=sim%2D", "table.events"));

    @ParameterizedTest
    @FieldSource("LIVE_PAGES")
    void endOfTheSessionLeadsToTheSignInPageAndBackToTheSameView(Page page) {
        try (TestBrowser other = new TestBrowser(address.getPort())) {
            other.signIn(page.path(), account);
            other.await("a live connection", () -> other.is("#connection[data-state=live]"));
            String place = other.place();
            other.run("fetch('/sign-out', { method: 'POST' })");
            other.await("the sign-in page, without a click", () -> other.is("#password"));
            other.submitSignIn(account);
            other.await("the same page", () -> other.is(page.ready()));
            assertThat(other.place()).isEqualTo(place).isEqualTo("/" + page.path());
        }
    }

    /** A page that reloads does not end before the answer is there; by then it must not have begun anew. */
    @Test
    void pageThatHasToGoReloadsOnce() {
        try (TestBrowser other = new TestBrowser(address.getPort())) {
            other.signIn("cluster.xhtml", account);
            other.await("a live connection", () -> other.is("#connection[data-state=live]"));
            other.run("""
                window.reloads = 0;
                navigation.addEventListener('navigate', (event) => {
                  window.reloads += 1;
                  event.preventDefault(); // as if the server took very long
                });
                const wait = window.setTimeout;
                window.setTimeout = (action) => wait(action, 10);
                window.asked = 0;
                const ask = window.fetch;
                window.fetch = (...what) => { window.asked += 1; return ask(...what); };
                """);
            other.run("fetch('/sign-out', { method: 'POST' })");
            other.await(
                    "the page to ask again and again",
                    () -> (Long) Objects.requireNonNull(other.run("return asked")) > 10);
            assertThat(other.run("return window.reloads")).isEqualTo(1L);
        }
    }

    @Test
    void kioskShowsTheClusterAloneAsLargeAsItFits() {
        TestBrowser browser = browser();
        browser.size(1920, 1080);
        try {
            browser.open("cluster.xhtml?kiosk");
            browser.await("a live connection", () -> browser.is("#connection[data-state=live]"));
            browser.await(
                    "a size that fits",
                    () -> Objects.equals(
                            browser.run("return document.documentElement.scrollHeight <= innerHeight"), true));
            assertThat(Stream.of(".pages", ".account", ".theme", ".bottom", ".search", ".pager", ".views")
                            .filter(part -> browser.all(part).stream().anyMatch(found -> found.isDisplayed())))
                    .isEmpty();
        } finally {
            browser.size(1440, 900);
        }
    }

    @Test
    void everyConditionThatLimitsWhatIsKnownIsReadableInBothThemes() throws Exception {
        TestBrowser browser = browser();
        for (String theme : THEMES) {
            browser.theme(theme);
            browser.run("document.querySelectorAll('.limits li').forEach((each) => each.className = 'holds')");
            assertThat(browser.texts(".limits .holds"))
                    .anyMatch(text -> text.contains("Gossip on this machine is degraded"))
                    .anyMatch(text -> text.contains("No multicast is heard"));
            assertThat(axe.findings(browser)).as(theme).isEmpty();
            browser.picture(PICTURES.resolve("limits-" + theme + ".png"));
        }
        browser.theme("dark");
        assertThat(browser.find(".unauthenticated").getText()).contains("rows are not authenticated");
    }

    @Test
    void skipLinkLeadsPastTheFrame() {
        TestBrowser browser = browser();
        browser.open("about.xhtml");
        browser.run("document.querySelector('.skip').focus()");
        assertThat(browser.find(".skip").isDisplayed()).isTrue();
        browser.find(".skip").click();
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
    }
}
