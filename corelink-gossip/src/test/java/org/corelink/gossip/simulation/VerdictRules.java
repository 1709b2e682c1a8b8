package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;
import org.jspecify.annotations.Nullable;

/** What one run of a node must have done before it holds a member for down, and that it tells everybody at once. */
final class VerdictRules {
    private static final int LEAST_PROBES = Timing.LEAST_ROUNDS * (1 + Timing.HELPERS);

    /** One may have been a restart. */
    private static final int LEAST_REFUSALS = 2;

    private final Rules rules;
    private final Truth truth;

    /** Number of probes sent in each format, and of those that others were asked for. */
    private final Map<Format, Integer> probes = new EnumMap<>(Format.class);

    /** Number of refusals that no verdict rests on yet. */
    private final Map<Refusal, Integer> refusals = new HashMap<>();

    private final Set<Charged> suspected = new HashSet<>();
    private final Set<Charged> condemned = new HashSet<>();

    /** Who was condemned in this turn: as the events say, and as everybody was told. */
    private final Set<NodeId> found = new HashSet<>();

    private final Set<NodeId> told = new HashSet<>();

    private record Refusal(Format format, InetAddress from) {}

    private record Charged(Format format, NodeId subject, long incarnation) {}

    VerdictRules(SimulatedNode node, EventScheduler scheduler, Truth truth) {
        this.rules = new Rules(node, scheduler);
        this.truth = truth;
    }

    /** A message goes out; {@code to} is null if it goes to the group. */
    void onSend(Message message, Format format, @Nullable InetAddress to) {
        switch (message) {
            case Probe _, ProbeRequest _ -> probes.merge(format, 1, Integer::sum);
            case Accusation accusation when to == null -> check(accusation, format);
            default -> {
                // Says nothing of a silent member.
            }
        }
    }

    /** Both formats learn of it. */
    void onRefusal(InetAddress from) {
        for (Format format : Format.values()) {
            refusals.merge(new Refusal(format, from), 1, Integer::sum);
        }
    }

    void onEvents(List<MembershipEvent> events) {
        for (MembershipEvent event : events) {
            if (event instanceof MembershipEvent.WentDown && event.reason().endsWith("said by this node")) {
                found.add(event.node());
            }
        }
    }

    void onTurn() {
        rules.require(told.containsAll(found), "tells its verdicts at once", found, told);
        found.clear();
        told.clear();
    }

    private void check(Accusation accusation, Format format) {
        var charged = new Charged(format, accusation.subject(), accusation.incarnation());
        if (accusation.charge() == Charge.SUSPECT) {
            suspected.add(charged);
            return;
        }
        told.add(accusation.subject());
        boolean repeated = !condemned.add(charged);
        switch (accusation.evidence().kind()) {
            case PORT_CLOSED ->
                rules.require(
                        repeated || refusals(charged) >= LEAST_REFUSALS,
                        "is refused twice before the verdict",
                        accusation);
            case UNANSWERED -> {
                rules.require(suspected.contains(charged), "lets the accused refute before the verdict", accusation);
                checkEvidence(accusation, format);
            }
        }
    }

    /** Takes them: the next verdict needs others. */
    private int refusals(Charged charged) {
        List<Refusal> from = refusals.keySet().stream()
                .filter(refusal ->
                        refusal.format() == charged.format() && truth.mayBeHeardFrom(charged.subject(), refusal.from()))
                .toList();
        return from.stream().mapToInt(refusals::remove).sum();
    }

    private void checkEvidence(Accusation accusation, Format format) {
        Evidence evidence = accusation.evidence();
        rules.require(evidence.probes() >= LEAST_PROBES, "asks in all rounds before the verdict", accusation);
        int sent = probes.getOrDefault(format, 0);
        rules.require(evidence.probes() <= sent, "has sent the probes that it tells of", accusation);
        rules.require(evidence.silentMillis() >= Timing.DOWN_AFTER.toMillis(), "waits before the verdict", accusation);
    }
}
