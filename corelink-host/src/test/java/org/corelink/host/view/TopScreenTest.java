package org.corelink.host.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.corelink.host.view.ClusterTable.Look;
import org.corelink.host.view.TopScreen.News;
import org.corelink.host.view.TopScreen.Size;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopScreenTest {
    private static final Look LOOK = new Look(true, true);
    private static final TopState START = TopState.of(Listings.wanted(Map.of()));

    private static News news(Listing listing) {
        return new News(listing, "ws1", "14:03:27", "");
    }

    private static TopScreen screen(TopState state, News news, Size size) {
        return TopScreen.of(state, news, size, LOOK);
    }

    private static List<String> lines(TopScreen screen) {
        return screen.lines().stream()
                .map(line -> line.toString().stripTrailing())
                .toList();
    }

    private static String text(TopScreen screen) {
        return lines(screen).stream().collect(Collectors.joining("\n"));
    }

    @Test
    void terminalOfEightyColumnsShowsWhatMattersMost() {
        assertThat(text(screen(START, news(Listings.small()), new Size(80, 10))))
                .isEqualTo("""
                    CoreLink ws1 · 3 machines: 2 online, 1 down · 2 GPUs                    14:03:27
                    All 4 rows · sorted by machine
                    NODE  STATE     GPU MODEL                         UTIL        MEM  TEMP    POWER
                    ws1   online      0 GeForce RTX 4090 ━━━━━━━━━━╸   97% 12.0/24.0G  71°C 310/450W
                          hot         1 GeForce RTX 4090               n/a  0.2/24.0G  91°C      n/a
                    ws2   down 12s    0 RTX A6000        ━╸╌╌╌╌╌╌╌╌╌   12%  1.0/48.0G  40°C  80/300W
                    ws3   online      – no GPU                           –          –     –        –


                     q quit  / search  ←→ sort  r reverse  ! trouble first  ↑↓ PgUp PgDn   1-4 of 4\
                    """);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 60", "40, 15", "20, 5", "10, 2", "1, 1"})
    void everyLineFitsAndEveryPlaceIsFilled(int columns, int rows) {
        TopScreen screen = screen(START, news(Listings.small("\"multicast-silent\"")), new Size(columns, rows));
        assertThat(screen.lines()).hasSize(rows);
        assertThat(screen.lines()).allMatch(line -> line.columnLength() <= columns);
    }

    @Test
    void oldValuesAreFaintAndTellTheirAgeAndUnknownOnesAreNeverZero() {
        TopScreen screen = screen(START, news(Listings.small()), new Size(120, 24));
        assertThat(line(screen, "ws2").toString()).contains("down 12s", "12%", "1.0/48.0G");
        assertThat(styleAt(line(screen, "ws2"), "12%")).isEqualTo(AttributedStyle.DEFAULT.faint());
        assertThat(line(screen, "91°C").toString()).contains("hot", "n/a").doesNotContain("0%");
        assertThat(line(screen(START, news(Listings.small()), new Size(80, 24)), "ws3")
                        .toString())
                .contains("no GPU", "–")
                .doesNotContain("0%", "n/a");
    }

    @Test
    void withoutColoursTheSameWordsAreThere() {
        News news = news(Listings.small());
        TopScreen plain = TopScreen.of(START, news, new Size(120, 24), new Look(false, true));
        assertThat(text(plain)).isEqualTo(text(screen(START, news, new Size(120, 24))));
        assertThat(plain.lines()).noneMatch(line -> line.toAnsi().matches("(?s).*\033\\[[0-9;]*3[0-7]m.*"));
    }

    @Test
    void terminalWithoutUnicodeGetsBarsOfAscii() {
        TopScreen plain = TopScreen.of(START, news(Listings.small()), new Size(120, 24), new Look(true, false));
        assertThat(line(plain, "97%").toString()).contains("|||").doesNotContain("━", "╌");
    }

    @Test
    void silentConsoleIsSaidAndItsRowsAreFaint() {
        News old = new News(Listings.small(), "ws1", "14:03:27", "What is shown is 12s old: no answer");
        TopScreen screen = screen(START, old, new Size(120, 24));
        assertThat(text(screen)).contains("What is shown is 12s old: no answer");
        assertThat(styleAt(line(screen, "97%"), "97%")).isEqualTo(AttributedStyle.DEFAULT.faint());
    }

    @Test
    void searchThatIsTypedStandsAtTheFootWithWhatIsWrongAboveIt() {
        TopState typing = START.on(Key.LETTER, "/", viewport()).on(Key.LETTER, "utl>5", viewport());
        TopScreen screen = screen(typing, news(Listings.small()), new Size(40, 15));
        List<String> lines = lines(screen);
        assertThat(lines.getLast()).isEqualTo("/utl>5");
        assertThat(String.join("", lines)).contains("There is no column \"utl\"");
        assertThat(screen.cursor()).isEqualTo(6);
    }

    @Test
    void listEndsAtTheBottomHoweverFarItIsScrolled() {
        TopState far = new TopState(START.selection(), 1_000, null, false);
        TopScreen screen = screen(far, news(Listings.small()), new Size(80, 6));
        assertThat(lines(screen).get(4)).startsWith("ws3");
        assertThat(lines(screen).getLast()).endsWith("3-4 of 4");
    }

    @Test
    void nothingFoundIsSaid() {
        assertThat(text(screen(START, news(Listings.none()), new Size(80, 24)))).contains("No row matches");
    }

    @Test
    void rowsOfAMachineNameItEachWhereTheyAreSorted() {
        TopState sorted = TopState.of(Listings.wanted(Map.of("sort", "-temp")));
        TopScreen screen = screen(sorted, news(Listings.small()), new Size(80, 24));
        assertThat(line(screen, "91°C").toString()).startsWith("ws1");
        assertThat(text(screen)).contains("TEMP▼");
        assertThat(line(screen(START, news(Listings.small()), new Size(80, 24)), "91°C")
                        .toString())
                .startsWith("   ");
    }

    private static Viewport viewport() {
        return new Viewport(10, 4, List.of());
    }

    private static AttributedString line(TopScreen screen, String part) {
        return screen.lines().stream()
                .filter(line -> line.toString().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " is not in\n" + text(screen)));
    }

    private static AttributedStyle styleAt(AttributedString line, String part) {
        return line.styleAt(line.toString().indexOf(part));
    }
}
