package org.corelink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.corelink.cluster.event.EventFilter;
import org.corelink.cluster.event.EventKind;
import org.junit.jupiter.api.Test;

class EventSearchTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static EventSearch search(String... namesAndValues) {
        Map<String, String[]> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], new String[] {namesAndValues[i + 1]});
        }
        return EventSearch.of(parameters, ZONE);
    }

    @Test
    void addressWithoutParametersAsksForEverything() {
        assertThat(search().filter()).isEqualTo(EventFilter.ALL);
        assertThat(search("kind", "", "text", "  ").isFiltered()).isFalse();
        assertThat(search().address(OptionalLong.empty())).isEqualTo("events.xhtml");
    }

    @Test
    void timesAreOfTheZoneAndTheLastMinuteIsMeantAsAWhole() {
        EventFilter filter =
                search("from", "2026-11-23T13:00", "to", "2026-11-23T13:00").filter();
        assertThat(filter.from()).contains(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(filter.to()).contains(Instant.parse("2026-11-23T12:00:59.999999999Z"));
    }

    @Test
    void troubleIsEveryKindThatNeedsSomebody() {
        assertThat(search("kind", "trouble").filter().kinds())
                .contains(EventKind.DOWN, EventKind.GPU_LOST, EventKind.SUSPECT)
                .doesNotContain(EventKind.JOINED, EventKind.LEFT);
        assertThat(search("kind", "gpu-lost").filter().kinds()).containsExactly(EventKind.GPU_LOST);
    }

    @Test
    void whatMakesNoSenseIsNamedAndFiltersNothing() {
        EventSearch search = search("kind", "nonsense", "from", "now", "to", "later", "before", "x");
        assertThat(search.mistakes())
                .containsExactly(
                        "events.mistake.kind", "events.mistake.from", "events.mistake.to", "events.mistake.before");
        assertThat(search.filter()).isEqualTo(EventFilter.ALL);
        assertThat(search.before()).isEmpty();
    }

    @Test
    void addressCarriesTheSearchWhereverItStarts() {
        EventSearch search = search("text", "a&b=ä", "machine", "x y", "before", "7", "foreign", "1");
        assertThat(search.address(OptionalLong.of(42)))
                .isEqualTo("events.xhtml?machine=x+y&text=a%26b%3D%C3%A4&before=42");
        assertThat(search.address(OptionalLong.empty())).doesNotContain("before");
    }
}
