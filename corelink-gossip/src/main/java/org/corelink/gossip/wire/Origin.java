package org.corelink.gossip.wire;

import java.util.Objects;
import java.util.OptionalLong;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a message: which run of which node.
 *
 * @param node the sender; for a 0.01.x node its host name is all there is
 * @param incarnation greater for a later run, and raised by one when a run refutes what is said about it; empty for a
 *     0.01.x node
 * @param boot random number of the run, 1 to 2^32 - 1: tells a refutation from a restart; 0 for a node that takes no part
 *     in watching others: a 0.01.x node, or one that only announces itself
 */
public record Origin(NodeId node, OptionalLong incarnation, long boot) {
    /** A node of this version. */
    public static Origin of(NodeId node, long incarnation, long boot) {
        return new Origin(node, OptionalLong.of(incarnation), boot);
    }

    /** A node of CoreLink 0.01.x, known by its host name. */
    public static Origin legacy(String name) {
        return new Origin(new NodeId(name), OptionalLong.empty(), 0);
    }

    /** Whether both are of the same run, before or after a refutation; a run without a boot number never refutes. */
    public boolean isSameRun(Origin other) {
        boolean sameIncarnation = boot == 0
                ? incarnation.equals(other.incarnation)
                : incarnation.isPresent() == other.incarnation.isPresent();
        return node.equals(other.node) && boot == other.boot && sameIncarnation;
    }

    /** Written out: see {@link NodeId#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that
                && boot == that.boot
                && incarnation.equals(that.incarnation)
                && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return Objects.hash(node, incarnation, boot);
    }
}
