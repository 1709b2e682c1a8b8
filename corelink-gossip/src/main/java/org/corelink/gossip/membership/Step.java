package org.corelink.gossip.membership;

import java.util.List;
import org.corelink.gossip.MembershipEvent;

/**
 * What follows from one input.
 *
 * @param events what changed in who is there, in order
 * @param outbound what to send, in order
 */
public record Step(List<MembershipEvent> events, List<Outbound> outbound) {
    /** Takes immutable copies of the lists. */
    public Step {
        events = List.copyOf(events);
        outbound = List.copyOf(outbound);
    }
}
