package org.corelink.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Views;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;

class EventWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final NodeId NODE = new NodeId("3fa2");

    private ClusterView view = Views.view(1, Views.self(Views.node("self", 1)));
    private GossipCounters counters = GossipCounters.ZERO;
    private final EventWatch watch = new EventWatch(Clock.fixed(NOW, ZoneOffset.UTC), () -> view, () -> counters);

    private static GossipCounters rejecting(RejectReason reason, long count) {
        GossipCounters zero = GossipCounters.ZERO;
        return new GossipCounters(0, zero.accepted(), 0, Map.of(reason, count), 0, zero.sent(), 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void everyEventOfMembershipIsKeptWithItsReasonAndTime() {
        watch.onMembership(List.of(
                new MembershipEvent.Joined(NODE, "ws1", "first heard"),
                new MembershipEvent.Suspected(NODE, "ws1", "no answer"),
                new MembershipEvent.WentDown(NODE, "ws1", "its port is closed"),
                new MembershipEvent.WentStale(NODE, "ws1", "silent"),
                new MembershipEvent.Returned(NODE, "ws1", "heard again"),
                new MembershipEvent.Restarted(NODE, "ws1", "a later run"),
                new MembershipEvent.Renamed(NODE, "ws2", "ws1"),
                new MembershipEvent.NameConflict(NODE, "ws2", "also ws3"),
                new MembershipEvent.Verified(NODE, "ws2", "sealed"),
                new MembershipEvent.Refuted(NODE, "ws2", "by ws3"),
                new MembershipEvent.ConditionMet(NODE, "ws2", Condition.ALONE),
                new MembershipEvent.ConditionOver(NODE, "ws2", Condition.ALONE),
                new MembershipEvent.KeyRotated(NODE, "ws2", 2),
                new MembershipEvent.Left(NODE, "ws2", "said goodbye"),
                new MembershipEvent.Removed(NODE, "ws2", "silent for 60 s")));
        assertThat(watch.log().events())
                .extracting(event -> event.news().kind().word())
                .containsExactly(
                        "joined",
                        "suspect",
                        "down",
                        "stale",
                        "returned",
                        "restarted",
                        "renamed",
                        "name-conflict",
                        "verified",
                        "refuted",
                        "limited",
                        "unlimited",
                        "key-rotated",
                        "left",
                        "removed");
        assertThat(watch.log().events().get(2)).satisfies(event -> {
            assertThat(event.time()).isEqualTo(NOW);
            assertThat(event.news().reason()).isEqualTo("its port is closed");
            assertThat(event.news().host()).isEqualTo("ws1");
        });
    }

    @Test
    void looksForGpusAndRejectedDatagrams() {
        watch.look(0);
        assertThat(watch.log()).isSameAs(EventLog.EMPTY);
        view = Views.view(2, Views.self(Views.node("self")));
        counters = rejecting(RejectReason.FORGED, 7);
        watch.look(1);
        assertThat(watch.log().events())
                .extracting(event -> event.news().kind())
                .containsExactly(EventKind.GPU_LOST, EventKind.DATAGRAMS_REJECTED);
    }

    @Test
    void failingLookIsNotTheLast() {
        ClusterView good = view;
        view = null;
        watch.look(0);
        view = good;
        counters = rejecting(RejectReason.FORGED, 7);
        watch.look(1);
        assertThat(watch.log().events()).hasSize(1);
    }
}
