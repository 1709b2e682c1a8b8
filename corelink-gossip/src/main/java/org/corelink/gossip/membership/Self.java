package org.corelink.gossip.membership;

import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Origin;

/** This node in this run; its incarnation grows when it refutes what is said about it. */
final class Self {
    /**
     * An accusation about an incarnation that is further above the own one is not about any run of this node. Earlier
     * runs can have refuted some times; whoever may invent accusations shall not use up the numbers.
     */
    private static final long REACH = 1_000;

    private final NodeId id;
    private final long boot;
    private long incarnation;

    Self(Identity identity) {
        this.id = identity.id();
        this.boot = identity.boot();
        this.incarnation = identity.incarnation();
    }

    NodeId id() {
        return id;
    }

    long boot() {
        return boot;
    }

    long incarnation() {
        return incarnation;
    }

    Origin origin() {
        return Origin.of(id, incarnation, boot);
    }

    /** Whether an incarnation can have been this node's. */
    boolean canHaveHad(long accused) {
        return accused - incarnation <= REACH;
    }

    /** Makes what is said about {@code accused} and all before it void. */
    void refute(long accused) {
        incarnation = Math.max(incarnation, accused) + 1;
    }
}
