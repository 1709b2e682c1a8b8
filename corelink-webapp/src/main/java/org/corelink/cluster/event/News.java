package org.corelink.cluster.event;

import java.util.List;
import org.corelink.gossip.NodeId;

/**
 * Something that has happened, before it has its place in the {@link EventLog}.
 *
 * @param kind what kind of thing
 * @param node whom it is about; of what came over the network from nobody in particular, this machine
 * @param host name of that machine
 * @param gpus the GPUs that it is about, by the driver's numbers, sorted; empty if it is not about GPUs
 * @param count how often it has happened; 1 unless equal ones are counted together
 * @param reason why, in words for a person; of {@link EventKind#DOWN} the evidence
 */
public record News(EventKind kind, NodeId node, String host, List<Integer> gpus, long count, String reason) {
    /** Takes an immutable copy of the list. */
    public News {
        gpus = List.copyOf(gpus);
    }

    /** News of a machine as a whole. */
    static News of(EventKind kind, NodeId node, String host, String reason) {
        return new News(kind, node, host, List.of(), 1, reason);
    }
}
