package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.node.NodeState;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger decoded = new AtomicInteger();
    private final ClusterWatch watch = watchIn(Mode.OPEN);

    private ClusterWatch watchIn(Mode mode) {
        return new ClusterWatch(new NodeId("5e1f"), "self", mode, this::decode, changes::incrementAndGet);
    }

    private Optional<NodeState> decode(Member member) {
        decoded.incrementAndGet();
        String text = new String(member.reading().toByteArray(), StandardCharsets.UTF_8);
        return text.contains("bad")
                ? Optional.empty()
                : Optional.of(Views.node("x", 1).state());
    }

    private static Member member(String id, String name, MemberState state, long heardNanos, String payload) {
        return new Member(
                new NodeId(id),
                name,
                state,
                "since " + state,
                Format.OPEN,
                InetAddress.getLoopbackAddress(),
                OptionalLong.of(1),
                1,
                0,
                heardNanos,
                Payload.NONE,
                Payload.of(payload.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());
    }

    private static MembershipView members(long revision, Member... members) {
        return new MembershipView(revision, new NodeId("5e1f"), "self", List.of(members), Set.of());
    }

    @Test
    void thisMachineAndItsNeighboursAreOneSortedView() {
        watch.onSelf(Views.node("x", 1).state());
        watch.onChange(
                members(
                        1,
                        member("1", "z", MemberState.ONLINE, 1, "{}"),
                        member("2", "a", MemberState.ONLINE, 1, "{}")),
                List.of());
        assertThat(watch.view().nodes()).extracting(NodeView::name).containsExactly("a", "self", "z");
        assertThat(watch.view().nodes()).noneMatch(NodeView::nameTaken);
        assertThat(watch.view().self()).map(NodeView::self).contains(true);
        assertThat(watch.view().revision()).isEqualTo(2);
        assertThat(changes).hasValue(2);
    }

    @Test
    void whoSpeaksTheOpenFormatAmongSealedOnesIsUnverified() {
        ClusterWatch mixed = watchIn(Mode.MIXED);
        mixed.onChange(members(1, member("1", "a", MemberState.ONLINE, 1, "{}")), List.of());
        assertThat(mixed.view().nodes()).extracting(NodeView::unverified).containsExactly(true);
        assertThat(mixed.view().nodes())
                .extracting(node -> NodeCells.state(node).text())
                .containsExactly("online, unverified");
        watch.onChange(members(1, member("1", "a", MemberState.ONLINE, 1, "{}")), List.of());
        assertThat(watch.view().nodes()).extracting(NodeView::unverified).containsExactly(false);
    }

    @Test
    void silentMemberKeepsItsLastWordWithoutDecodingItAgain() {
        watch.onChange(members(1, member("1", "a", MemberState.ONLINE, 5, "{}")), List.of());
        watch.onChange(members(2, member("1", "a", MemberState.DOWN, 5, "{}")), List.of());
        assertThat(watch.view().nodes()).singleElement().satisfies(node -> {
            assertThat(node.membership()).isEqualTo(MemberState.DOWN);
            assertThat(node.reason()).isEqualTo("since DOWN");
            assertThat(node.state().gpus()).hasSize(1);
        });
        assertThat(decoded).hasValue(1);
    }

    @Test
    void memberWhoseWordCannotBeReadIsNotShown() {
        watch.onChange(members(1, member("1", "a", MemberState.ONLINE, 5, "{\"bad\":1}")), List.of());
        assertThat(watch.view().nodes()).isEmpty();
    }

    @Test
    void machineThatSaidNothingNewIsTheSameObject() {
        watch.onChange(
                members(
                        1,
                        member("1", "a", MemberState.ONLINE, 5, "{}"),
                        member("2", "a", MemberState.ONLINE, 5, "{}")),
                List.of());
        List<NodeView> before = watch.view().nodes();
        watch.onChange(
                members(
                        2,
                        member("1", "a", MemberState.ONLINE, 5, "{}"),
                        member("2", "a", MemberState.ONLINE, 6, "{}")),
                List.of());
        assertThat(watch.view().nodes().getFirst()).isSameAs(before.getFirst());
        assertThat(watch.view().nodes().getLast()).isNotSameAs(before.getLast());
    }

    @Test
    void renamedMachineKeepsItsPlaceByItsId() {
        watch.onChange(members(1, member("1", "a", MemberState.ONLINE, 5, "{}")), List.of());
        watch.onChange(members(2, member("1", "b", MemberState.ONLINE, 5, "{}")), List.of());
        assertThat(watch.view().nodes()).singleElement().satisfies(node -> {
            assertThat(node.id().value()).isEqualTo("1");
            assertThat(node.name()).isEqualTo("b");
        });
    }

    @Test
    void whatLimitsThisMachinesKnowledgeIsPartOfTheView() {
        watch.onChange(
                new MembershipView(1, new NodeId("5e1f"), "self", List.of(), Set.of(Condition.ALONE)), List.of());
        watch.onSelf(Views.node("x", 1).state());
        assertThat(watch.view().conditions()).containsExactly(Condition.ALONE);
    }
}
