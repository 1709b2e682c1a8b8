package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.node.NodeState;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger decoded = new AtomicInteger();
    private final ClusterWatch watch = new ClusterWatch(new NodeId("self"), this::decode, changes::incrementAndGet);

    private Optional<NodeState> decode(Payload payload) {
        decoded.incrementAndGet();
        String text = new String(payload.toByteArray(), StandardCharsets.UTF_8);
        return text.contains("bad") ? Optional.empty() : Optional.of(Views.node("x", 1).state());
    }

    private static Member member(String id, MemberState state, long heardNanos, String payload) {
        return new Member(
                new NodeId(id),
                state,
                InetAddress.getLoopbackAddress(),
                1,
                0,
                heardNanos,
                Payload.of(payload.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thisMachineAndItsNeighboursAreOneSortedView() {
        watch.onSelf(Views.node("x", 1).state());
        watch.onChange(
                new MembershipView(
                        1,
                        List.of(
                                member("a", MemberState.ONLINE, 1, "{}"),
                                member("z", MemberState.ONLINE, 1, "{}"))),
                List.of());
        assertThat(watch.view().nodes()).extracting(node -> node.id().value()).containsExactly("a", "self", "z");
        assertThat(watch.view().self()).map(NodeView::self).contains(true);
        assertThat(watch.view().revision()).isEqualTo(2);
        assertThat(changes).hasValue(2);
    }

    @Test
    void silentMemberKeepsItsLastWordWithoutDecodingItAgain() {
        watch.onChange(new MembershipView(1, List.of(member("a", MemberState.ONLINE, 5, "{}"))), List.of());
        watch.onChange(new MembershipView(2, List.of(member("a", MemberState.STALE, 5, "{}"))), List.of());
        assertThat(watch.view().nodes()).singleElement().satisfies(node -> {
            assertThat(node.membership()).isEqualTo(MemberState.STALE);
            assertThat(node.state().gpus()).hasSize(1);
        });
        assertThat(decoded).hasValue(1);
    }

    @Test
    void memberWhoseWordCannotBeReadIsNotShown() {
        watch.onChange(new MembershipView(1, List.of(member("a", MemberState.ONLINE, 5, "{\"bad\":1}"))), List.of());
        assertThat(watch.view().nodes()).isEmpty();
    }
}
