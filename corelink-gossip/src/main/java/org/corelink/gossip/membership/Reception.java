package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Message;

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

    static Reception rejected(RejectReason reason) {
        return of(new Verdict.Rejected(reason));
    }

    /** Accepted, and answered. */
    static Reception of(List<Outbound> outbound) {
        return new Reception(Verdict.ACCEPTED, Step.sending(outbound));
    }

    /** Accepted, and answered by unicast. */
    static Reception answer(Message message, InetAddress to) {
        return of(List.of(new Outbound.Unicast(message, to)));
    }

    /** The same, with {@code earlier} events before its own. */
    Reception after(List<MembershipEvent> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<MembershipEvent> events = new ArrayList<>(earlier);
        events.addAll(step.events());
        return new Reception(verdict, new Step(events, step.outbound()));
    }

    /** The same, with one more message behind its own. */
    Reception and(Outbound more) {
        return and(List.of(more));
    }

    /** The same, with more messages behind its own. */
    Reception and(List<Outbound> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Outbound> outbound = new ArrayList<>(step.outbound());
        outbound.addAll(more);
        return new Reception(verdict, new Step(step.events(), outbound));
    }
}
