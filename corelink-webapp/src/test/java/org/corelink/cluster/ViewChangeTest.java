package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.heardAt;
import static org.corelink.cluster.Views.limited;
import static org.corelink.cluster.Views.named;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.view;
import static org.corelink.cluster.Views.with;

import java.util.Set;
import org.corelink.cluster.ViewChange.NodeChange;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;

class ViewChangeTest {
    @Test
    void nothingChangesBetweenAViewAndItself() {
        ClusterView view = view(7, node("a", 10), node("b"));
        ViewChange change = ViewChange.between(view, view);
        assertThat(change.structural()).isFalse();
        assertThat(change.conditions()).isEmpty();
        assertThat(change.nodes()).isEmpty();
        assertThat(change.isUrgent()).isFalse();
    }

    @Test
    void onlyTheMachineThatChangedIsNamedByItsPlace() {
        NodeView before = node("b", 10, 20);
        NodeView after = node("b", 10, 97);
        ViewChange change = ViewChange.between(view(1, node("a"), before), view(2, node("a"), after));
        assertThat(change.nodes()).containsExactly(new NodeChange(1, before, after));
        assertThat(change.structural()).isFalse();
        assertThat(change.isUrgent()).isFalse();
    }

    @Test
    void machineInAnotherStateIsUrgent() {
        NodeView online = node("a", 10);
        ViewChange change = ViewChange.between(view(1, online), view(2, with(online, MemberState.STALE, "silent")));
        assertThat(change.nodes()).singleElement().matches(NodeChange::isMoved);
        assertThat(change.isUrgent()).isTrue();
    }

    @Test
    void heartbeatWithoutNewsIsAChangeToo() {
        NodeView node = node("a", 10);
        ViewChange change = ViewChange.between(view(1, node), view(2, heardAt(node, 5)));
        assertThat(change.nodes()).hasSize(1);
        assertThat(change.isUrgent()).isFalse();
    }

    @Test
    void rowsThatComeGoOrChangePlacesAreStructuralAndNothingElseIsTold() {
        ClusterView one = view(1, node("a", 10));
        assertThat(structural(one, view(2, node("a", 10), node("b")))).isTrue();
        assertThat(structural(one, view(2, node("a", 10, 20)))).isTrue();
        assertThat(structural(one, view(2, node("a")))).isTrue();
        assertThat(structural(one, view(2))).isTrue();
        assertThat(structural(one, view(2, node("b", 10)))).isTrue();
        ClusterView two = view(2, node("a", 10), node("b", 10));
        assertThat(structural(two, view(3, node("b", 10), named("c", node("a", 10)))))
                .isTrue();
        assertThat(ViewChange.between(one, view(2, node("b", 10))).nodes()).isEmpty();
    }

    private static boolean structural(ClusterView from, ClusterView to) {
        return ViewChange.between(from, to).structural();
    }

    @Test
    void conditionsAreToldWhenTheyChange() {
        ClusterView view = view(1, node("a", 10));
        ClusterView limited = limited(view(2, node("a", 10)), Condition.MULTICAST_SILENT);
        assertThat(ViewChange.between(view, limited).conditions()).contains(Set.of(Condition.MULTICAST_SILENT));
        assertThat(ViewChange.between(limited, limited).conditions()).isEmpty();
        assertThat(ViewChange.between(limited, view).conditions()).contains(Set.of());
    }
}
