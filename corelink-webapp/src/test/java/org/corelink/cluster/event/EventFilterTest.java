package org.corelink.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final EventLog LOG = EventLog.EMPTY
            .with(List.of(news(EventKind.JOINED, "3fa2", "gpu-07", "first heard from 10.0.0.7")), NOON)
            .with(List.of(news(EventKind.DOWN, "8d01", "gpu-17", "its port is closed")), NOON.plusSeconds(60))
            .with(List.of(news(EventKind.RETURNED, "8d01", "gpu-17", "is heard again")), NOON.plusSeconds(120));

    private static News news(EventKind kind, String id, String host, String reason) {
        return News.of(kind, new NodeId(id), host, reason);
    }

    private static List<Long> numbers(EventFilter filter) {
        return filter.of(LOG).stream().map(ClusterEvent::number).toList();
    }

    private static EventFilter machine(String machine) {
        return new EventFilter(Set.of(), machine, "", Optional.empty(), Optional.empty());
    }

    private static EventFilter text(String text) {
        return new EventFilter(Set.of(), "", text, Optional.empty(), Optional.empty());
    }

    @Test
    void withoutAQuestionAllPassTheNewestFirst() {
        assertThat(numbers(EventFilter.ALL)).containsExactly(3L, 2L, 1L);
    }

    @Test
    void kindsAreAnyOfThoseNamed() {
        assertThat(numbers(new EventFilter(
                        Set.of(EventKind.DOWN, EventKind.RETURNED), "", "", Optional.empty(), Optional.empty())))
                .containsExactly(3L, 2L);
    }

    @Test
    void machineIsAnIdOrAPartOfAName() {
        assertThat(numbers(machine("8d01"))).containsExactly(3L, 2L);
        assertThat(numbers(machine("8d0"))).isEmpty();
        assertThat(numbers(machine("GPU-1"))).containsExactly(3L, 2L);
    }

    @Test
    void textIsFoundInReasonNameAndKind() {
        assertThat(numbers(text("PORT"))).containsExactly(2L);
        assertThat(numbers(text("gpu-07"))).containsExactly(1L);
        assertThat(numbers(text("return"))).containsExactly(3L);
    }

    @Test
    void bothEndsOfTheTimeBelongToIt() {
        EventFilter filter = new EventFilter(Set.of(), "", "", Optional.of(NOON), Optional.of(NOON.plusSeconds(60)));
        assertThat(numbers(filter)).containsExactly(2L, 1L);
    }

    @Test
    void sliceStaysTheSameWhileNewerEventsCome() {
        List<ClusterEvent> wanted = EventFilter.ALL.of(LOG);
        EventSlice newest = EventSlice.of(wanted, java.util.OptionalLong.empty(), 2);
        assertThat(newest.events()).extracting(ClusterEvent::number).containsExactly(3L, 2L);
        assertThat(newest.hasNewer()).isFalse();
        EventSlice older = EventSlice.of(wanted, newest.older(), 2);
        assertThat(older.events()).extracting(ClusterEvent::number).containsExactly(1L);
        assertThat(older.newer()).isEqualTo(2);
        assertThat(older.older()).isEmpty();
        EventLog grown = LOG.with(List.of(news(EventKind.LEFT, "1", "x", "y")), NOON);
        EventSlice later = EventSlice.of(EventFilter.ALL.of(grown), newest.older(), 2);
        assertThat(later.events()).isEqualTo(older.events());
        assertThat(later.newer()).isEqualTo(3);
    }
}
