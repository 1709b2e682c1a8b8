package org.corelink.gossip.membership;

import java.util.List;
import org.corelink.gossip.MembershipEvent;

/**
 * What follows from one received message.
 *
 * @param verdict what became of it
 * @param step what it caused; empty unless accepted
 */
public record Reception(Verdict verdict, Step step) {
    static Reception of(Verdict verdict) {
        return new Reception(verdict, new Step(List.of(), List.of()));
    }

    static Reception of(Verdict verdict, List<MembershipEvent> events) {
        return new Reception(verdict, new Step(events, List.of()));
    }

    static Reception answeredBy(Outbound answer) {
        return new Reception(Verdict.ACCEPTED, new Step(List.of(), List.of(answer)));
    }
}
