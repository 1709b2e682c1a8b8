package org.corelink.gossip.membership;

import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;

/** The ways in which a member comes, changes state and goes. */
enum Transition {
    JOIN,
    RESTART,
    STALE,
    RETURN,
    REMOVE;

    MembershipEvent event(NodeId node, String reason) {
        return switch (this) {
            case JOIN -> new MembershipEvent.Joined(node, reason);
            case RESTART -> new MembershipEvent.Restarted(node, reason);
            case STALE -> new MembershipEvent.WentStale(node, reason);
            case RETURN -> new MembershipEvent.Returned(node, reason);
            case REMOVE -> new MembershipEvent.Removed(node, reason);
        };
    }
}
