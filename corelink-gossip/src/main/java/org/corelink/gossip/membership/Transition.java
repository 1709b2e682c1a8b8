package org.corelink.gossip.membership;

import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;

/** The ways in which a member comes, changes state and goes. */
enum Transition {
    JOIN,
    RESTART,
    SUSPECT,
    DOWN,
    STALE,
    RETURN,
    LEAVE,
    REMOVE;

    MembershipEvent event(Member member, String reason) {
        return switch (this) {
            case JOIN -> new MembershipEvent.Joined(member.id(), member.name(), reason);
            case RESTART -> new MembershipEvent.Restarted(member.id(), member.name(), reason);
            case SUSPECT -> new MembershipEvent.Suspected(member.id(), member.name(), reason);
            case DOWN -> new MembershipEvent.WentDown(member.id(), member.name(), reason);
            case STALE -> new MembershipEvent.WentStale(member.id(), member.name(), reason);
            case RETURN -> new MembershipEvent.Returned(member.id(), member.name(), reason);
            case LEAVE -> new MembershipEvent.Left(member.id(), member.name(), reason);
            case REMOVE -> new MembershipEvent.Removed(member.id(), member.name(), reason);
        };
    }
}
