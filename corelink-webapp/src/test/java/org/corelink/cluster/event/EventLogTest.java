package org.corelink.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static News news(String reason) {
        return News.of(EventKind.JOINED, new NodeId("1"), "a", reason);
    }

    @Test
    void eventsAreNumberedFromOneOn() {
        EventLog log =
                EventLog.EMPTY.with(List.of(news("x"), news("y")), NOW).with(List.of(news("z")), NOW.plusSeconds(1));
        assertThat(log.events()).extracting(ClusterEvent::number).containsExactly(1L, 2L, 3L);
        assertThat(log.events()).extracting(event -> event.news().reason()).containsExactly("x", "y", "z");
        assertThat(log.events().getLast().time()).isEqualTo(NOW.plusSeconds(1));
        assertThat(log.last()).isEqualTo(3);
    }

    @Test
    void nothingNewIsTheSameLog() {
        EventLog log = EventLog.EMPTY.with(List.of(news("x")), NOW);
        assertThat(log.with(List.of(), NOW)).isSameAs(log);
    }

    @Test
    void oldestAreForgottenAndNumbersAreNeverUsedTwice() {
        EventLog log = EventLog.EMPTY.with(Collections.nCopies(EventLog.CAPACITY, news("old")), NOW);
        log = log.with(List.of(news("new"), news("newer")), NOW);
        assertThat(log.events()).hasSize(EventLog.CAPACITY);
        assertThat(log.events().getFirst().number()).isEqualTo(3);
        assertThat(log.last()).isEqualTo(EventLog.CAPACITY + 2L);
    }
}
