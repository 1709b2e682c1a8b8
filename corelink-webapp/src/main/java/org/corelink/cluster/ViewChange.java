package org.corelink.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Condition;

/**
 * What a page that shows one view must change to show another.
 *
 * @param from revision of the view it starts from
 * @param to revision of the view it leads to
 * @param structural whether machines or rows come, go or change places, which no change of cells can show; of the
 *     machines nothing is told then
 * @param conditions what limits this machine's knowledge now; empty if nothing about that has changed
 * @param nodes the machines that differ, in the order of the view
 */
public record ViewChange(
        long from, long to, boolean structural, Optional<Set<Condition>> conditions, List<NodeChange> nodes) {
    /** Takes an immutable copy of the list. */
    public ViewChange {
        nodes = List.copyOf(nodes);
    }

    /**
     * A machine that differs, with the same rows as before.
     *
     * @param position in both views, from 0
     */
    public record NodeChange(int position, NodeView before, NodeView after) {
        /** Whether it is in another state of membership, or in trouble and was not, or the other way round. */
        public boolean isMoved() {
            return before.membership() != after.membership() || before.isInTrouble() != after.isInTrouble();
        }
    }

    /** The change that leads from one view to the other. */
    public static ViewChange between(ClusterView from, ClusterView to) {
        boolean structural = !to.hasRowsOf(from);
        return new ViewChange(
                from.revision(),
                to.revision(),
                structural,
                from.conditions().equals(to.conditions()) ? Optional.empty() : Optional.of(to.conditions()),
                structural ? List.of() : changes(from.nodes(), to.nodes()));
    }

    private static List<NodeChange> changes(List<NodeView> from, List<NodeView> to) {
        List<NodeChange> changes = new ArrayList<>();
        for (int position = 0; position < to.size(); position++) {
            NodeView before = from.get(position);
            NodeView after = to.get(position);
            if (isNews(before, after)) {
                changes.add(new NodeChange(position, before, after));
            }
        }
        return changes;
    }

    /** The same object is the rule: comparing 254 equal machines of 8 GPUs would take longer than all the rest. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isNews(NodeView before, NodeView after) {
        return before != after && !before.equals(after);
    }

    /** Whether the counts of machines by state may differ: what a person must not wait for. */
    public boolean isUrgent() {
        return structural || conditions.isPresent() || nodes.stream().anyMatch(NodeChange::isMoved);
    }
}
