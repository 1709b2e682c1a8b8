package org.corelink.gossip.membership;

import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.MembershipEvent;

/**
 * What follows from one received message.
 *
 * @param verdict what became of it
 * @param step what it caused
 */
public record Reception(Verdict verdict, Step step) {
    static Reception of(Verdict verdict) {
        return new Reception(verdict, Step.NOTHING);
    }

    /** Accepted, and answered. */
    static Reception of(List<Outbound> outbound) {
        return new Reception(Verdict.ACCEPTED, Step.sending(outbound));
    }

    /** The same, with {@code earlier} events before its own. */
    Reception after(List<MembershipEvent> earlier) {
        List<MembershipEvent> events = new ArrayList<>(earlier);
        events.addAll(step.events());
        return new Reception(verdict, new Step(events, step.outbound()));
    }

    /** The same, with the messages of {@code more} behind its own. */
    Reception and(Step more) {
        List<Outbound> outbound = new ArrayList<>(step.outbound());
        outbound.addAll(more.outbound());
        return new Reception(verdict, new Step(step.events(), outbound));
    }
}
