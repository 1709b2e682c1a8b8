package org.corelink.cluster;

import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.node.NodeState;

/**
 * One machine as the console shows it.
 *
 * @param id who
 * @param membership how current the rest is
 * @param self whether it is the machine that serves this console
 * @param address where it was last heard from, in text
 * @param heardNanos when it was last heard, in the time base of {@link System#nanoTime()}
 * @param state what it said about itself then
 */
public record NodeView(
        NodeId id, MemberState membership, boolean self, String address, long heardNanos, NodeState state) {
    /** Whether it or one of its GPUs needs a look: not online, or a reason why GPUs are missing. */
    public boolean isInTrouble() {
        return membership != MemberState.ONLINE || state.gpuProblem() != null;
    }
}
