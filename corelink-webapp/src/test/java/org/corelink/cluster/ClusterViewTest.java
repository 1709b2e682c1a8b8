package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.named;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.with;

import java.util.List;
import java.util.Set;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;

class ClusterViewTest {
    private static ClusterView of(NodeView... nodes) {
        return ClusterView.EMPTY.withOthers(List.of(nodes), Set.of());
    }

    @Test
    void machinesOfOneNameAreBothThereInTheOrderOfTheirIds() {
        ClusterView view = of(named("gpu-07", node("f00d", 1)), node("zeta"), named("gpu-07", node("beef", 1)));
        assertThat(view.nodes()).extracting(node -> node.id().value()).containsExactly("beef", "f00d", "zeta");
        assertThat(view.nodes()).extracting(NodeView::nameTaken).containsExactly(true, true, false);
    }

    @Test
    void nameOfThisMachineCanBeTakenToo() {
        ClusterView view = of(named("gpu-07", node("beef", 1)))
                .withSelf(new NodeView(
                        node("self").id(),
                        "gpu-07",
                        false,
                        MemberState.ONLINE,
                        "",
                        true,
                        false,
                        "",
                        0,
                        node("x").state()));
        assertThat(view.nodes()).allMatch(NodeView::nameTaken);
        assertThat(view.withOthers(List.of(), Set.of()).nodes()).noneMatch(NodeView::nameTaken);
    }

    @Test
    void machineThatHasLeftHasGivenItsNameBack() {
        NodeView left = with(named("gpu-07", node("beef", 1)), MemberState.LEFT, "said goodbye");
        assertThat(of(left, named("gpu-07", node("f00d", 1))).nodes()).noneMatch(NodeView::nameTaken);
    }

    @Test
    void onlyAMachineThatHasLeftNeedsNoLook() {
        NodeView online = node("a", 1);
        assertThat(online.isInTrouble()).isFalse();
        assertThat(with(online, MemberState.SUSPECT, "").isInTrouble()).isTrue();
        assertThat(with(online, MemberState.DOWN, "").isInTrouble()).isTrue();
        assertThat(with(online, MemberState.STALE, "").isInTrouble()).isTrue();
        assertThat(with(node("no GPU"), MemberState.LEFT, "").isInTrouble()).isFalse();
        assertThat(online.withNameTaken(true).isInTrouble()).isTrue();
    }
}
