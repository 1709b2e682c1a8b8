package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Search, order, columns and pages of the table in a real Chromium, with 3 simulated machines and this one. */
@ArquillianTest
class TableIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String OWN = "console-under-test";
    private static final String ROWS = "#part tbody tr:has(.machine-link)";
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    /** One for all tests, signed in by the first; null before that. */
    private static @Nullable TestBrowser signedIn;

    private TestBrowser browser;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-table");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        if (signedIn != null) {
            signedIn.close();
        }
        account.close();
    }

    @BeforeEach
    void openBrowser() throws Exception {
        TestConsole.say("mode", "ok");
        TestConsole.say("count", "2");
        TestConsole.say("0.utilization.gpu", "11");
        TestConsole.say("1.utilization.gpu", "88");
        browser = browser();
        browser.size(1440, 900);
        // As of somebody who has chosen nothing yet.
        browser.run("localStorage.clear()");
        browser.open("cluster.xhtml?q=-state:simulated");
        browser.await("the own GPUs", () -> texts("util").equals(List.of("11 %", "88 %")));
        browser.open("");
        browser.await("the simulated machines", () -> shown("sim-001") && shown("sim-002") && shown("sim-003"));
    }

    private TestBrowser browser() {
        TestBrowser open = signedIn;
        if (open == null) {
            open = new TestBrowser(address.getPort());
            signedIn = open;
            open.signIn("cluster.xhtml", account);
        }
        return open;
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.complaints()).isEmpty();
    }

    private boolean shown(String machine) {
        return texts("node").contains(machine);
    }

    private List<String> texts(String column) {
        return browser.texts(ROWS + " [data-cell=" + column + "]");
    }

    private void type(String query) {
        browser.find("#q").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        browser.find("#q").sendKeys(query);
    }

    private String count() {
        return browser.find("#count").getText();
    }

    @Test
    void typingASearchShowsItsRowsAndPutsItIntoTheAddress() {
        String all = count();
        type("node:" + OWN + " util>80");
        browser.await("one row", () -> texts("util").equals(List.of("88 %")));
        assertThat(count()).startsWith("1 of ").isNotEqualTo(all);
        assertThat(browser.place()).isEqualTo("/?q=node%3A" + OWN + "+util%3E80");
        browser.open(browser.place().substring(1));
        assertThat(texts("util")).containsExactly("88 %");
        assertThat(browser.find("#q").getDomProperty("value")).isEqualTo("node:" + OWN + " util>80");
    }

    @Test
    void wrongSearchIsExplainedBesideTheBoxAndTheLastRowsStay() {
        type(OWN);
        browser.await("own rows", () -> texts("node").equals(List.of(OWN, OWN)));
        type("utl>80");
        browser.await("the message", () -> browser.find("#fault").getText().contains("Did you mean \"util\"?"));
        assertThat(texts("node")).containsExactly(OWN, OWN);
        assertThat(browser.find("#q").getDomAttribute("aria-invalid")).isEqualTo("true");
        type("util>80 " + OWN);
        browser.await("rows again", () -> texts("util").equals(List.of("88 %")));
        assertThat(browser.find("#fault").isDisplayed()).isFalse();
    }

    @Test
    void emptyResultSaysWhyAndOffersToClear() {
        type("no-such-machine");
        browser.await("no row", () -> browser.is(".nothing"));
        assertThat(browser.find(".nothing").getText()).contains("no-such-machine");
        browser.find("[data-clears]").click();
        browser.await("all rows", () -> shown(OWN) && shown("sim-001"));
        assertThat(browser.find("#q").getDomProperty("value")).isEmpty();
    }

    @Test
    void severalColumnsSortWithShiftAndTheAddressCanBeShared() {
        browser.find("a[data-column=node]").click();
        browser.await("by name", () -> browser.is("th.c-node[aria-sort=ascending]"));
        browser.run("document.querySelector('a[data-column=util]')"
                + ".dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }))");
        browser.await("then by utilisation", () -> browser.is("th.c-util[aria-sort=ascending]"));
        assertThat(browser.is("th.c-node[aria-sort=ascending]")).isTrue();
        assertThat(browser.place()).endsWith("?sort=node%2Cutil");
        assertThat(texts("util").subList(0, 2)).containsExactly("11 %", "88 %");
        browser.run("history.back()");
        browser.await("by name alone", () -> !browser.is("th.c-util[aria-sort]") && browser.is("th.c-node[aria-sort]"));
    }

    @Test
    void filtersOfColumnsWriteTheSameLanguage() {
        browser.find("[data-action=filters]").click();
        browser.find("[data-filter=util]").sendKeys(">80", Keys.ENTER);
        browser.await("the search", () -> "util>80".equals(browser.find("#q").getDomProperty("value")));
        browser.find("[data-filter=node]").sendKeys(OWN, Keys.ENTER);
        browser.await("one row", () -> texts("util").equals(List.of("88 %")));
        assertThat(browser.find("#q").getDomProperty("value")).isEqualTo("util>80 node:" + OWN);
        assertThat(browser.find("[data-filter=util]").getDomProperty("value")).isEqualTo(">80");
    }

    @Test
    void chosenColumnsAreInTheAddressAndRemembered() {
        assertThat(browser.is("th.c-cpu")).isFalse();
        browser.find(".columns > summary").click();
        browser.find("[name=cols][value=cpu]").click();
        browser.await("the column", () -> browser.is("th.c-cpu"));
        assertThat(browser.place()).contains("cols=node%2Cstate").contains("cpu");
        browser.open("");
        browser.await("the column again", () -> browser.is("th.c-cpu"));
        browser.find(".columns > summary").click();
        browser.find("[data-action=usual-columns]").click();
        browser.await("no such column", () -> !browser.is("th.c-cpu"));
        browser.open("");
        assertThat(browser.is("th.c-cpu")).isFalse();
    }

    @Test
    void troubleComesFirstAndIsOneOfTheWordsOfTheSearch() {
        assertThat(brokenComesFirst()).isFalse();
        browser.find(".switch").click();
        browser.await("trouble first", this::brokenComesFirst);
        assertThat(browser.place()).contains("trouble=first");
        type("trouble:broken");
        browser.await(
                "only those",
                () -> browser.is(ROWS)
                        && texts("model").stream().anyMatch(model -> model.startsWith("no GPU"))
                        && browser.all(ROWS + ":not(.in-trouble)").isEmpty());
    }

    /** Before every row that is well. On a slow machine others may be suspect for a moment, or its own driver silent. */
    private boolean brokenComesFirst() {
        return Boolean.TRUE.equals(browser.run("""
            const rows = [...document.querySelectorAll(arguments[0])];
            const broken = rows.findIndex((row) => row.querySelector('[data-cell=model]').textContent.startsWith('no GPU'));
            const well = rows.findIndex((row) => !row.classList.contains('in-trouble'));
            return broken >= 0 && (well < 0 || broken < well);
            """, ROWS));
    }

    @Test
    void downloadsHoldExactlyWhatIsShown() throws Exception {
        browser.open("cluster.xhtml?q=" + OWN + "&sort=-util&cols=node,gpu,util,state");
        String csv = browser.find("#part a[href*='rows.csv']").getDomProperty("href");
        String json = browser.find("#part a[href*='rows.json']").getDomProperty("href");
        try (ConsoleClient client = new ConsoleClient(URI.create(browser.origin() + "/"))) {
            client.signIn(account.name(), account.password());
            HttpResponse<String> table = client.get(URI.create(csv).getRawPath().substring(1) + "?"
                    + URI.create(csv).getRawQuery());
            assertThat(table.headers().firstValue("content-type").orElseThrow().split(";"))
                    .containsExactlyInAnyOrder("text/csv", "charset=UTF-8", "header=present");
            assertThat(table.body().lines()).hasSize(3).startsWith("id,node,state,gpu,util (%)");
            assertThat(table.body().lines().toList().get(1)).endsWith("," + OWN + ",online,1,88");
            assertThat(table.body().lines().toList().get(2)).endsWith("," + OWN + ",online,0,11");
            HttpResponse<String> object =
                    client.get(URI.create(json).getRawPath().substring(1) + "?"
                            + URI.create(json).getRawQuery());
            assertThat(object.body()).contains("\"util\":88", "\"query\":\"" + OWN + "\"");
            HttpResponse<String> wrong = client.get("api/v1/rows.csv?q=utl%3E80");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("Did you mean");
        }
    }

    @Test
    void clickOnAHeadIsNotLostWhenOtherRowsArrive() {
        // The button is pressed, the table is asked for and arrives, and only then the button is let go.
        browser.run("""
            window.renders = 0;
            document.addEventListener('corelink:rendered', () => window.renders++);
            const head = document.querySelector('a[data-column=temp]');
            window.pressed = head;
            head.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
            corelinkRefresh();
            """);
        browser.runAsync("const done = arguments[0];"
                + " fetch(location.href).then((answer) => answer.text()).then(() => setTimeout(done, 700))");
        assertThat(browser.run("return window.renders")).isEqualTo(0L);
        assertThat(browser.run("return window.pressed.isConnected")).isEqualTo(true);
        browser.run("""
            window.pressed.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
            window.pressed.click();
            """);
        browser.await("sorted", () -> browser.is("th.c-temp[aria-sort=ascending]"));
        assertThat(browser.place()).endsWith("?sort=temp");
    }

    @Test
    void clicksAmidstEndlessRefreshesAllCount() {
        browser.run("window.endless = setInterval(() => corelinkRefresh(), 30)");
        for (String column : List.of("temp", "mem", "util", "power")) {
            browser.click("a[data-column=" + column + "]");
            browser.await("sorted by " + column, () -> browser.is("th.c-" + column + "[aria-sort=ascending]"));
        }
        browser.run("clearInterval(window.endless)");
    }

    @Test
    void rowsThatCameBetweenTheRenderedTableAndTheFirstSnapshotAreAskedFor() throws Exception {
        browser.run("window.early = document.getElementById('part').cloneNode(true)");
        int rows = texts("node").size();
        TestConsole.say("count", "3");
        browser.await("another row", () -> texts("node").size() == rows + 1);
        browser.run("""
            document.getElementById('part').replaceWith(window.early);
            document.dispatchEvent(new CustomEvent('corelink:rendered'));
            """);
        assertThat(texts("node")).hasSize(rows);
        browser.await("the row that the early table lacks", () -> texts("node").size() == rows + 1);
    }

    @Test
    void focusMarkAndScrollSurviveAGpuThatComes() throws Exception {
        browser.size(700, 400);
        browser.run("""
            const row = [...document.querySelectorAll('%s')].find((each) => each.textContent.includes('sim-003'));
            row.querySelector('.machine-link').focus();
            row.cells[2].click();
            document.querySelector('.ui-datatable-tablewrapper').scrollLeft = 150;
            row.scrollIntoView({ block: 'center' });
            """.formatted(ROWS));
        String facts = """
            const row = document.activeElement.closest('tr');
            return [row?.querySelector('time').dataset.row.split('/')[1], row?.className.includes('marked'),
                document.querySelector('.ui-datatable-tablewrapper').scrollLeft].join(' ');
            """;
        String top = "return document.activeElement.closest('tr').getBoundingClientRect().top";
        Object before = browser.run(facts);
        double topBefore = ((Number) browser.run(top)).doubleValue();
        assertThat(before.toString()).endsWith(" true 150");
        int rows = texts("node").size();
        TestConsole.say("count", "3");
        browser.await("another row", () -> texts("node").size() == rows + 1);
        assertThat(browser.run(facts)).isEqualTo(before);
        // Rows end between pixels, and scrolling does not.
        assertThat(((Number) browser.run(top)).doubleValue()).isCloseTo(topBefore, offset(1.0));
    }

    @Test
    void searchFollowsTheValues() throws Exception {
        browser.open("cluster.xhtml?q=" + OWN + "+util%3E80");
        assertThat(texts("util")).containsExactly("88 %");
        TestConsole.say("0.utilization.gpu", "95");
        browser.await(
                "a row that matches now",
                () -> texts("util").contains("95 %") && texts("util").size() == 2);
    }

    @Test
    void everythingIsWithinReachOfTheKeyboard() {
        browser.find("body").sendKeys("/");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("q");
        browser.find("#q").sendKeys(OWN);
        browser.await("own rows", () -> texts("node").equals(List.of(OWN, OWN)));
        browser.find("#q").sendKeys(Keys.ARROW_DOWN);
        focused().sendKeys(Keys.ARROW_DOWN);
        String key = "return document.activeElement.closest('tr').querySelector('time').dataset.row";
        assertThat(browser.run(key).toString()).endsWith("/1");
        focused().sendKeys(Keys.ESCAPE);
        browser.await("all rows", () -> shown("sim-001"));
        assertThat(browser.find("#q").getDomProperty("value")).isEmpty();
        assertThat(browser.run(key).toString()).endsWith("/1");
        assertThat(browser.run("return document.activeElement.getAttribute('href')")
                        .toString())
                .startsWith("machine.xhtml?id=");
    }

    private org.openqa.selenium.WebElement focused() {
        return (org.openqa.selenium.WebElement) browser.run("return document.activeElement");
    }

    @Test
    void pagesAreLinksAndTheLastIsTheLast() {
        browser.open("cluster.xhtml?size=25&page=99");
        int rows = Integer.parseInt(count().replaceAll(".* of (\\d+) rows", "$1"));
        assertThat(rows).isGreaterThan(0);
        assertThat(browser.find(".pager .current").getText()).isEqualTo("1");
        assertThat(browser.find(".range").getText()).isEqualTo("1–" + rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light"})
    void picturesAreTaken(String theme) throws Exception {
        browser.run("localStorage.setItem('corelink.theme', arguments[0])", theme);
        browser.open("");
        browser.picture(PICTURES.resolve("table-" + theme + ".png"));
        browser.find("[data-action=filters]").click();
        type("utl>80");
        browser.await("the message", () -> browser.find("#fault").isDisplayed());
        browser.find(".help > summary").click();
        browser.picture(PICTURES.resolve("table-search-" + theme + ".png"));
        browser.find("[data-action=filters]").click();
        browser.open("cluster.xhtml?q=no-such");
        browser.find(".columns > summary").click();
        browser.picture(PICTURES.resolve("table-empty-" + theme + ".png"));
        browser.size(375, 800);
        browser.open("");
        browser.run("scrollTo(0, document.querySelector('#table').offsetTop - 10)");
        browser.picture(PICTURES.resolve("table-narrow-" + theme + ".png"));
        assertThat(IntStream.of(((Long) browser.run("return document.documentElement.scrollWidth")).intValue()))
                .as("width")
                .allMatch(width -> width <= 375);
    }
}
