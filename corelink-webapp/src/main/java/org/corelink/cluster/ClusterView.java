package org.corelink.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.corelink.gossip.Condition;
import org.corelink.gossip.NodeId;
import org.corelink.gpu.Gpu;

/**
 * Every machine that is known, this one included, at one moment.
 *
 * @param revision grows by one with every change, from 1 on; 0 for the view that no page shows
 * @param nodes in the order of {@link NodeView#ORDER}; immutable
 * @param conditions what limits how well this machine can tell who is there
 */
public record ClusterView(long revision, List<NodeView> nodes, Set<Condition> conditions) {
    /** Nothing is known yet. */
    public static final ClusterView EMPTY = new ClusterView(0, List.of(), Set.of());

    /** Takes immutable copies. */
    public ClusterView {
        nodes = List.copyOf(nodes);
        conditions = Set.copyOf(conditions);
    }

    /** This view with every machine but the one that serves the console replaced by {@code others}. */
    public ClusterView withOthers(List<NodeView> others, Set<Condition> newConditions) {
        List<NodeView> next = new ArrayList<>(others);
        self().ifPresent(next::add);
        return next(next, newConditions);
    }

    /** This view with the machine that serves the console replaced by {@code self}. */
    public ClusterView withSelf(NodeView self) {
        List<NodeView> next = new ArrayList<>(nodes);
        next.removeIf(NodeView::self);
        next.add(self);
        return next(next, conditions);
    }

    private ClusterView next(List<NodeView> unsorted, Set<Condition> newConditions) {
        Set<String> taken = namesOfSeveral(unsorted);
        List<NodeView> sorted = unsorted.stream()
                .map(node -> node.withNameTaken(!node.hasLeft() && taken.contains(node.name())))
                .sorted(NodeView.ORDER)
                .toList();
        return new ClusterView(revision + 1, sorted, newConditions);
    }

    /** The names that more than one machine has. One that has left has given its name back. */
    private static Set<String> namesOfSeveral(List<NodeView> nodes) {
        Set<String> names = new HashSet<>();
        return nodes.stream()
                .filter(node -> !node.hasLeft() && !names.add(node.name()))
                .map(NodeView::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The machine that serves the console, once it has looked at itself. */
    public Optional<NodeView> self() {
        return nodes.stream().filter(NodeView::self).findFirst();
    }

    /** Whether both have the same rows in the same order: the same machines with the same GPUs. */
    public boolean hasRowsOf(ClusterView other) {
        if (nodes.size() != other.nodes.size()) {
            return false;
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).id().equals(other.nodes.get(i).id()) || !hasRowsOf(nodes.get(i), other.nodes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRowsOf(NodeView node, NodeView other) {
        List<Gpu> gpus = node.state().gpus();
        List<Gpu> others = other.state().gpus();
        if (gpus.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < gpus.size(); i++) {
            if (gpus.get(i).index() != others.get(i).index()) {
                return false;
            }
        }
        return true;
    }

    /** The machines by id. */
    public Map<NodeId, NodeView> byId() {
        return nodes.stream().collect(Collectors.toUnmodifiableMap(NodeView::id, Function.identity()));
    }
}
