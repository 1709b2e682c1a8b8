package org.corelink.gossip.membership;

import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;

/**
 * A member with what the view does not show.
 *
 * @param member as the view shows it
 * @param stamp of its newest state
 * @param superseded see {@link Recency}
 * @param heardNanos when it was last heard, on the {@link AttentiveClock}
 */
record Known(Member member, Stamp stamp, Superseded superseded, long heardNanos) {
    Known inState(MemberState state) {
        Member changed = new Member(
                member.id(),
                state,
                member.address(),
                member.sequence(),
                member.epochSeconds(),
                member.heardNanos(),
                member.payload());
        return new Known(changed, stamp, superseded, heardNanos);
    }
}
