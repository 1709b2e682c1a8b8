package org.corelink.cluster;

import java.util.Comparator;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.node.NodeState;

/**
 * One machine as the console shows it.
 *
 * @param id who
 * @param name what people call it; not unique
 * @param nameTaken whether another machine of the view has that name too
 * @param membership how current the rest is
 * @param reason why it is in that state, in words; empty if there is nothing to tell
 * @param self whether it is the machine that serves this console
 * @param unverified whether nobody vouches for it where others are vouched for: it speaks the open format in a cluster
 *     of both. In an open cluster that is so of all, and said of none
 * @param address where it was last heard from, in text; empty for the machine itself
 * @param heardNanos when it was last heard, in the time base of {@link System#nanoTime()}
 * @param state what it said about itself then
 */
public record NodeView(
        NodeId id,
        String name,
        boolean nameTaken,
        MemberState membership,
        String reason,
        boolean self,
        boolean unverified,
        String address,
        long heardNanos,
        NodeState state) {
    /** By name, and of one name by id, so that each machine has its place. */
    public static final Comparator<NodeView> ORDER =
            Comparator.comparing(NodeView::name).thenComparing(NodeView::id);

    /**
     * Whether it or one of its GPUs needs a look: not online, a name that is not its own, or a GPU that does not work or
     * is missing. A machine that has said goodbye needs none.
     */
    public boolean isInTrouble() {
        return !hasLeft() && (membership != MemberState.ONLINE || nameTaken || Trouble.brokenGpus(state) > 0);
    }

    /** Whether it has said goodbye. */
    public boolean hasLeft() {
        return membership == MemberState.LEFT;
    }

    /** The same, whose name is taken by another machine, or is not. */
    NodeView withNameTaken(boolean taken) {
        return taken == nameTaken
                ? this
                : new NodeView(id, name, taken, membership, reason, self, unverified, address, heardNanos, state);
    }
}
