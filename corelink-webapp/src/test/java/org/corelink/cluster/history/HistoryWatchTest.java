package org.corelink.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Views;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class HistoryWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final NodeId NODE = new NodeId("3fa2");
    private static final long SECOND = 1_000_000_000;

    private ClusterView view = Views.view(1, Views.node("3fa2", 10));
    private final HistoryWatch watch = new HistoryWatch(Clock.fixed(NOW, ZoneOffset.UTC), () -> view);

    @Test
    void oneOfTheLooksInAStepCounts() {
        watch.look(0);
        view = Views.view(2, Views.node("3fa2", 20));
        watch.look(9 * SECOND);
        assertThat(watch.recent(NODE, 0)).containsExactly(10);
        watch.look(10 * SECOND);
        assertThat(watch.recent(NODE, 0)).containsExactly(10, 20);
        assertThat(watch.of(NODE).end()).isEqualTo(NOW);
    }

    @Test
    void failedLookIsTriedAgain() {
        HistoryWatch failing = new HistoryWatch(Clock.fixed(NOW, ZoneOffset.UTC), new java.util.function.Supplier<>() {
            private boolean failed;

            @Override
            public ClusterView get() {
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("planted");
                }
                return view;
            }
        });
        failing.look(0);
        assertThat(failing.of(NODE)).isEqualTo(NodeHistory.NONE);
        failing.look(SECOND);
        assertThat(failing.recent(NODE, 0)).containsExactly(10);
    }

    @Test
    void sparklineShowsFiveMinutes() {
        for (int second = 0; second < 1_000; second++) {
            watch.look(second * SECOND);
        }
        assertThat(watch.recent(NODE, 0)).hasSize(HistoryWatch.RECENT).containsOnly(10);
        assertThat(HistoryWatch.STEP.multipliedBy(HistoryWatch.RECENT)).hasMinutes(5);
    }
}
