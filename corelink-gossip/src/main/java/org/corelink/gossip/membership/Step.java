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
    /** Nothing follows. */
    public static final Step NOTHING = new Step(List.of(), List.of());

    /** Takes immutable copies of the lists. */
    public Step {
        events = List.copyOf(events);
        outbound = List.copyOf(outbound);
    }

    static Step sending(List<Outbound> outbound) {
        return new Step(List.of(), outbound);
    }
}
