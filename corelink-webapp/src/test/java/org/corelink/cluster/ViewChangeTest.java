package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.corelink.cluster.Views.heardAt;
import static org.corelink.cluster.Views.limited;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.view;
import static org.corelink.cluster.Views.with;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class ViewChangeTest {
    private static final NodeId A = new NodeId("a");

    @Test
    void nothingChangesBetweenAViewAndItself() {
        ClusterView view = view(7, node("a", 10), node("b"));
        ViewChange change = ViewChange.between(view, view);
        assertThat(change.structural()).isFalse();
        assertThat(change.summary()).isEmpty();
        assertThat(change.conditions()).isEmpty();
        assertThat(change.heard()).isEmpty();
        assertThat(change.nodeCells()).isEmpty();
        assertThat(change.gpuCells()).isEmpty();
    }

    @Test
    void onlyTheCellThatChangedIsNamed() {
        ViewChange change = ViewChange.between(view(1, node("a", 10, 20)), view(2, node("a", 10, 97)));
        assertThat(change.structural()).isFalse();
        assertThat(change.nodeCells()).isEmpty();
        assertThat(change.gpuCells()).containsExactly(entry("a/1", Map.of(Column.UTILIZATION, new Cell("97 %", 97))));
    }

    @Test
    void machineThatWentStaleTellsItsStateAndLeavesTheSums() {
        NodeView online = node("a", 10);
        ViewChange change = ViewChange.between(view(1, online), view(2, with(online, MemberState.STALE, "silent")));
        assertThat(change.membership()).containsExactly(entry(A, MemberState.STALE));
        assertThat(change.nodeCells())
                .containsExactly(entry(A, Map.of(Column.STATE, Cell.of("stale").withHint("silent"))));
        assertThat(change.summary()).containsEntry("down", "1").containsEntry("gpus", "0");
    }

    @Test
    void heartbeatWithoutNewsTellsOnlyThatItWasHeard() {
        NodeView node = node("a", 10);
        ViewChange change = ViewChange.between(view(1, node), view(2, heardAt(node, 5)));
        assertThat(change.heard()).containsExactly(entry(A, 5L));
        assertThat(change.gpuCells()).isEmpty();
    }

    @Test
    void rowsThatComeOrGoAreStructural() {
        ClusterView one = view(1, node("a", 10));
        assertThat(ViewChange.between(one, view(2, node("a", 10), node("b"))).structural())
                .isTrue();
        assertThat(ViewChange.between(one, view(2, node("a", 10, 20))).structural())
                .isTrue();
        assertThat(ViewChange.between(one, view(2, node("a"))).structural()).isTrue();
        assertThat(ViewChange.between(one, view(2)).structural()).isTrue();
        assertThat(ViewChange.between(one, view(2, node("b", 10))).structural()).isTrue();
    }

    @Test
    void conditionsAreToldWhenTheyChange() {
        ClusterView view = view(1, node("a", 10));
        ClusterView limited = limited(view(2, node("a", 10)), Condition.MULTICAST_SILENT);
        assertThat(ViewChange.between(view, limited).conditions()).contains(Set.of(Condition.MULTICAST_SILENT));
        assertThat(ViewChange.between(limited, limited).conditions()).isEmpty();
        assertThat(ViewChange.between(limited, view).conditions()).contains(Set.of());
    }

    /** What such a page shows may be anything: figures that are 0 and conditions that are over are news too. */
    @Test
    void pageWhoseViewIsNotKnownIsToldEverything() {
        ViewChange everything = ViewChange.between(ClusterView.EMPTY, view(9));
        assertThat(everything.summary()).isEqualTo(Summary.of(view(9)));
        assertThat(everything.conditions()).contains(Set.of());
    }

    /** What live.js does with messages: cells of the later view replace those shown. */
    @Property(tries = 200)
    void cellsShownPlusChangeAreTheCellsOfTheNewView(
            @ForAll @Size(3) java.util.List<@IntRange(min = 0, max = 100) Integer> before,
            @ForAll @Size(3) java.util.List<@IntRange(min = 0, max = 100) Integer> after) {
        ClusterView from = view(1, node("a", before.toArray(Integer[]::new)));
        ClusterView to = view(2, node("a", after.toArray(Integer[]::new)));
        ViewChange change = ViewChange.between(from, to);
        for (Row row : Row.of(to)) {
            Row shown = Row.of(from).stream()
                    .filter(old -> old.key().equals(row.key()))
                    .findFirst()
                    .orElseThrow();
            Map<Column, Cell> patch = change.gpuCells().getOrDefault(row.key(), Map.of());
            for (Column column : Column.values()) {
                Cell patched = patch.getOrDefault(column, column.cell(shown));
                assertThat(column.perNode() ? column.cell(row) : patched).isEqualTo(column.cell(row));
            }
        }
    }
}
