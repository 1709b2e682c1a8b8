package org.corelink.cluster.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;

/**
 * Finds out from views which GPUs and clocks have changed their state.
 *
 * @param machines what was last told of each machine
 */
record HealthNews(Map<NodeId, MachineHealth> machines) {
    /** Nothing was told yet. */
    static final HealthNews NONE = new HealthNews(Map.of());

    /** Takes an immutable copy of the map. */
    HealthNews {
        machines = Map.copyOf(machines);
    }

    /**
     * What is known after a look at the view; the news are added to {@code news}. Only what a machine says while it is
     * online counts; one that is forgotten is so here too.
     */
    HealthNews after(ClusterView view, List<News> news) {
        Map<NodeId, MachineHealth> next = new HashMap<>();
        for (NodeView node : view.nodes()) {
            MachineHealth before = machines.getOrDefault(node.id(), MachineHealth.UNKNOWN);
            boolean current = node.membership() == MemberState.ONLINE;
            next.put(node.id(), current ? before.after(node, news) : before);
        }
        return new HealthNews(next);
    }
}
