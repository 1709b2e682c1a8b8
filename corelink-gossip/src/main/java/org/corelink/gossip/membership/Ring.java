package org.corelink.gossip.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.corelink.gossip.NodeId;

/** Who watches whom: all live nodes in the order of their ids, the last followed by the first. */
final class Ring {
    private Ring() {}

    /** The {@code count} nodes that follow {@code self}, nearest first; fewer in a small ring. */
    static List<NodeId> successors(NavigableSet<NodeId> others, NodeId self, int count) {
        return neighbours(others.tailSet(self, false), others.headSet(self, false), count);
    }

    /** The {@code count} nodes before {@code self}, nearest first; fewer in a small ring. */
    static List<NodeId> predecessors(NavigableSet<NodeId> others, NodeId self, int count) {
        NavigableSet<NodeId> backwards = others.descendingSet();
        return neighbours(backwards.tailSet(self, false), backwards.headSet(self, false), count);
    }

    private static List<NodeId> neighbours(
            NavigableSet<NodeId> nearer, NavigableSet<NodeId> aroundTheCorner, int count) {
        List<NodeId> neighbours = new ArrayList<>(count);
        nearer.stream().limit(count).forEach(neighbours::add);
        aroundTheCorner.stream().limit(count - neighbours.size()).forEach(neighbours::add);
        return neighbours;
    }
}
