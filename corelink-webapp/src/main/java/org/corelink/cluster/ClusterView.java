package org.corelink.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.corelink.gossip.NodeId;

/**
 * Every machine that is known, this one included, at one moment.
 *
 * @param revision grows by one with every change
 * @param nodes sorted by id; immutable
 */
public record ClusterView(long revision, List<NodeView> nodes) {
    /** Nothing is known yet. */
    public static final ClusterView EMPTY = new ClusterView(0, List.of());

    /** Takes an immutable copy of the list. */
    public ClusterView {
        nodes = List.copyOf(nodes);
    }

    /** This view with every machine but the one that serves the console replaced by {@code others}. */
    public ClusterView withOthers(List<NodeView> others) {
        List<NodeView> next = new ArrayList<>(others);
        self().ifPresent(next::add);
        return next(next);
    }

    /** This view with the machine that serves the console replaced by {@code self}. */
    public ClusterView withSelf(NodeView self) {
        List<NodeView> next = new ArrayList<>(nodes);
        next.removeIf(NodeView::self);
        next.add(self);
        return next(next);
    }

    private ClusterView next(List<NodeView> unsorted) {
        unsorted.sort(Comparator.comparing(NodeView::id));
        return new ClusterView(revision + 1, unsorted);
    }

    /** The machine that serves the console, once it has looked at itself. */
    public Optional<NodeView> self() {
        return nodes.stream().filter(NodeView::self).findFirst();
    }

    /** The machines by id. */
    public Map<NodeId, NodeView> byId() {
        return nodes.stream().collect(Collectors.toUnmodifiableMap(NodeView::id, Function.identity()));
    }
}
