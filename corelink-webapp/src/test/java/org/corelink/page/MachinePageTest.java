package org.corelink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.api.Snapshots;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;
import org.corelink.cluster.event.ClusterEvent;
import org.corelink.cluster.event.EventKind;
import org.corelink.cluster.event.EventLog;
import org.corelink.cluster.event.News;
import org.corelink.gossip.NodeId;
import org.corelink.node.Attention;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachinePageTest {
    private static final List<NodeView> NODES = Snapshots.full().view().nodes();

    private static MachinePage page(@Nullable String id) {
        return page(id, NODES);
    }

    private static MachinePage page(@Nullable String id, List<NodeView> nodes) {
        return new MachinePage(id, nodes, Snapshots.log(), List.of("eth0 (10.0.0.7)"), TimeUnit.SECONDS.toNanos(34));
    }

    @Test
    void machineIsFoundByItsId() {
        MachinePage page = page("3fa2");
        assertThat(page.isKnown()).isTrue();
        assertThat(page.getName()).isEqualTo("3fa2");
        assertThat(page.getState()).isEqualTo("online");
        assertThat(page.isLive()).isTrue();
        assertThat(page.getGpus()).hasSize(1);
        assertThat(page.getSeen()).isEqualTo("34 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "3FA2", " 3fa2"})
    @NullSource
    void unknownMachineIsSaidToBeUnknown(@Nullable String id) {
        assertThat(page(id).isKnown()).isFalse();
    }

    @Test
    void idThatCanBeNoneIsNotRepeated() {
        assertThat(page("nobody").getAsked()).isEqualTo("nobody");
        assertThat(page("line\nbreak").getAsked()).isEmpty();
        assertThat(page("x".repeat(NodeId.MAX_LENGTH + 1)).getAsked()).isEmpty();
        assertThat(page(null).getAsked()).isEmpty();
    }

    @Test
    void valuesOfSilentMachineAreTheLastThatAreKnown() {
        MachinePage page = page("dead");
        assertThat(page.isLive()).isFalse();
        assertThat(page.getStyleClass()).isEqualTo("is-down");
        assertThat(page.getState()).isEqualTo("down – its port is closed");
        assertThat(page.getGpus()).hasSize(2);
    }

    @Test
    void eventsAreThoseOfTheMachineTheNewestFirst() {
        List<EventLine> lines = page("dead").getEvents();
        assertThat(lines).hasSize(EventKind.values().length);
        assertThat(lines.getFirst().kind()).isEqualTo("datagrams-rejected");
        assertThat(lines).extracting(EventLine::reason).contains("GPU 1, 2: because of gpu-lost");
        assertThat(page("3fa2").getEvents()).isEmpty();
    }

    @Test
    void numberOfAGpuIsSaidOnce() {
        News lost = new News(EventKind.GPU_LOST, Snapshots.down().id(), "dead", List.of(3), 1, "GPU 3: GPU is lost");
        EventLine line = new EventLine(new ClusterEvent(1, Instant.EPOCH, lost), true, ZoneOffset.UTC);
        assertThat(line.reason()).isEqualTo("GPU 3: GPU is lost");
    }

    @Test
    void eventsAreBounded() {
        EventLog log = EventLog.EMPTY;
        for (int i = 0; i < 10; i++) {
            log = log.with(
                    Snapshots.log().events().stream().map(event -> event.news()).toList(), Instant.EPOCH);
        }
        MachinePage page = new MachinePage("dead", NODES, log, List.of(), 0);
        assertThat(page.getEvents()).hasSize(MachinePage.EVENTS);
    }

    @Test
    void processesAreShownWhereTheyAreTold() {
        NodeView self = Snapshots.self();
        assertThat(page(self.id().value()).isProcessesKnown()).isTrue();
        assertThat(page(self.id().value()).isProcessesRunning()).isTrue();
        assertThat(page("3fa2").isProcessesKnown()).isFalse();
    }

    @Test
    void scalesOfThePlotsEndAtWhatTheCardsCanDo() {
        MachinePage page = page("3fa2");
        assertThat(page.getMostMemory()).isEqualTo(24_564);
        assertThat(page.getMostPower()).isEqualTo(450);
        MachinePage none = page("none", List.of(Views.node("none")));
        assertThat(none.getMostMemory()).isZero();
    }

    @Test
    void sparklineKeepsThePlaceOfWhatIsUnknown() {
        assertThat(Sparklines.text(java.util.Arrays.asList(0, null, 97, null))).isEqualTo("0,,97,");
        assertThat(Sparklines.text(List.of())).isEmpty();
    }

    @Test
    void whoLooksAtThisMachineAttractsTheSamplerAndWhoLooksAtAnotherDoesNot() {
        Attention attention = new Attention(0);
        page("3fa2", List.of(Views.node("3fa2", 1))).attract(attention, 1);
        page("nobody").attract(attention, 1);
        assertThat(attention.isPaid(2)).isFalse();
        page("3fa2", List.of(Views.self(Views.node("3fa2", 1)))).attract(attention, 1);
        assertThat(attention.isPaid(2)).isTrue();
    }
}
