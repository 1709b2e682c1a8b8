package org.corelink.gossip.membership;

import java.util.List;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Accusation;

/** What members say about each other, and how much of it is believed. */
final class Testimony {
    private final MemberTable table;
    private final AttentiveClock clock;

    Testimony(MemberTable table, AttentiveClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Another member has just heard {@code subject}. */
    void vouch(NodeId subject, String by, long nanos, List<MembershipEvent> events) {
        Known known = table.get(subject);
        if (known == null || !known.isAlive()) {
            return;
        }
        known.vouchedFor(clock.at(nanos));
        if (known.state() == MemberState.SUSPECT) {
            table.become(Transition.RETURN, known, MemberState.ONLINE, "alive, said by " + by, nanos, events);
        }
    }

    /**
     * Moves the accused, unless what is known here speaks against it.
     *
     * @return false if the accused has refuted, or was heard here while the accuser and its helpers probed in vain
     */
    boolean accuse(Accusation accusation, String by, long nanos, List<MembershipEvent> events) {
        Known known = table.get(accusation.subject());
        if (known == null || known.state() == MemberState.LEFT || known.state() == MemberState.DOWN) {
            return true;
        }
        if (accusation.incarnation() < known.stamp().incarnation() || isDisproved(accusation, known, nanos)) {
            return false;
        }
        String reason = accusation.evidence().inWords() + ", said by " + by;
        if (accusation.charge() == Accusation.Charge.DOWN) {
            known.condemned(accusation.evidence());
            table.become(Transition.DOWN, known, MemberState.DOWN, reason, nanos, events);
        } else if (known.state() == MemberState.ONLINE) {
            table.become(Transition.SUSPECT, known, MemberState.SUSPECT, reason, nanos, events);
        }
        return true;
    }

    private boolean isDisproved(Accusation accusation, Known known, long nanos) {
        long heardMillisAgo = (clock.at(nanos) - known.signNanos()) / 1_000_000;
        return switch (accusation.evidence().kind()) {
            case PORT_CLOSED -> false;
            case UNANSWERED -> heardMillisAgo < accusation.evidence().silentMillis() - Timing.PROBE_AFTER.toMillis();
        };
    }
}
