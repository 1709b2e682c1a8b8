package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a display on a wall shows can be read at 3 m: a screen of 55 inches, 1,218 mm wide, on which capital letters are seen
 * under at least 16 minutes of arc, the least of ISO 9241-303.
 */
class WallDisplayIT {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final double LEAST_MINUTES = 16;

    /** Texts that are in sight, each with how high its capital letters are seen, in minutes of arc. */
    private static final String MEASURE = """
        const minutes = (px) => Math.atan2(px * 1218 / innerWidth, 3000) * 180 / Math.PI * 60;
        const ruler = document.createElement('canvas').getContext('2d');
        const capital = (font) => {
          ruler.font = font;
          return ruler.measureText('H').actualBoundingBoxAscent;
        };
        // Not the shorthand, which is empty where it cannot tell all, as of figures of one width.
        const fontOf = (style) => `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const isSeen = (each) => each.checkVisibility() && !each.closest('.visually-hidden, .ui-helper-hidden-accessible')
            && each.getBoundingClientRect().top < innerHeight && each.textContent.trim() !== '';
        const texts = (selector) => [...document.querySelectorAll(selector)]
            .filter((each) => each.children.length === 0 && isSeen(each))
            .map((each) => [each.textContent.trim(), minutes(capital(fontOf(getComputedStyle(each))))]);
        """;

    private static TestAccount account;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-wall");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    /** Beside the machine itself. */
    @ParameterizedTest
    @ValueSource(ints = {2, 30, 254})
    void canBeReadAtThreeMetres(int simulated) throws Exception {
        try (TestConsole console = new TestConsole()) {
            int port = console.start(folder, WAR, Map.of("CORELINK_SIMULATE", Integer.toString(simulated)));
            TestConsole.say("mode", "exit 9 NVIDIA-SMI has failed because it couldn't communicate with the driver");
            try (TestBrowser browser = new TestBrowser(port)) {
                browser.size(1920, 1080);
                browser.signIn("cluster.xhtml?kiosk", account);
                browser.await(
                        "all machines",
                        () -> browser.texts("[data-figure=online]").equals(List.of(Integer.toString(simulated + 1))));
                browser.await("trouble", () -> browser.texts("#trouble li").contains("▲ console-under-test"));
                assertThat(unreadable(browser, ".strip *, #trouble li, .map-head *, .note"))
                        .isEmpty();
                assertThat(browser.run("return document.documentElement.scrollHeight <= innerHeight"))
                        .isEqualTo(true);
                // Before its names are measured, which are not drawn then.
                browser.picture(PICTURES.resolve("wall-" + simulated + "-map.png"));
                if (simulated > 30) {
                    assertThat(browser.texts("#trouble li")).last().asString().matches("and \\d+ more");
                } else {
                    assertThat(unreadableOnTheMap(browser)).isEmpty();
                }
                browser.open("cluster.xhtml?kiosk&view=table");
                browser.await("the table", () -> browser.is("#connection[data-state=live]"));
                browser.picture(PICTURES.resolve("wall-" + simulated + "-table.png"));
                assertThat(unreadable(browser, ".strip *, table.gpus *")).isEmpty();
                assertThat(browser.texts("table.gpus tbody tr:first-child [data-cell=state]")
                                .getFirst())
                        .as("trouble comes first")
                        .contains("driver");
            }
        }
    }

    /** Twelve rows are a table, more are a map: also where they come and go while the display hangs there. */
    @Test
    void tableBecomesAMapAndATableAgainAsRowsComeAndGo() throws Exception {
        try (TestConsole console = new TestConsole()) {
            int port = console.start(folder, WAR, Map.of());
            TestConsole.say("count", "12");
            try (TestBrowser browser = new TestBrowser(port)) {
                browser.size(1920, 1080);
                browser.signIn("cluster.xhtml?kiosk", account);
                browser.await("a table of all", () -> rows(browser) == 12);
                TestConsole.say("count", "13");
                browser.await("a map", () -> browser.is("#map-tiles") && rows(browser) == 0);
                TestConsole.say("count", "11");
                browser.await("a table again", () -> rows(browser) == 11);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static int rows(TestBrowser browser) {
        return browser.all("table.gpus tbody tr time[data-row]").size();
    }

    private static List<?> unreadable(TestBrowser browser, String selector) {
        String script = MEASURE + """
            const all = texts(arguments[0]);
            if (all.length < 10) return [`only ${all.length} texts`];
            return all.filter(([, minutes]) => minutes < arguments[1]).map(([text, minutes]) => `${text}: ${minutes}`);
            """;
        return list(browser.run(script, selector, LEAST_MINUTES));
    }

    /** Names of machines and numbers of GPUs, as they are drawn. */
    private static List<?> unreadableOnTheMap(TestBrowser browser) {
        String script = MEASURE + """
            const drawn = [];
            const pen = document.getElementById('map-tiles').getContext('2d');
            pen.fillText = function (text) {
              drawn.push([text, minutes(capital(this.font))]);
            };
            document.dispatchEvent(new Event('corelink:fitted'));
            delete pen.fillText;
            if (drawn.length < 10) return [`only ${drawn.length} texts`];
            return drawn.filter(([, minutes]) => minutes < arguments[0]).map(([text, minutes]) => `${text}: ${minutes}`);
            """;
        return list(browser.run(script, LEAST_MINUTES));
    }

    private static List<?> list(@Nullable Object found) {
        return (List<?>) Objects.requireNonNull(found);
    }
}
