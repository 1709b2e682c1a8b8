package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
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

    /** Two that are further apart may have been two restarts. */
    private static final Duration REFUSAL_MEMORY = Timing.BEAT.multipliedBy(3);

    private final Rules rules;
    private final EventScheduler scheduler;
    private final Truth truth;

    /** Number of probes sent in each format, and of those that others were asked for. */
    private final Map<Format, Integer> probes = new EnumMap<>(Format.class);

    private final List<Refusal> refusals = new ArrayList<>();

    private final Set<Charged> suspected = new HashSet<>();
    private final Set<Charged> condemned = new HashSet<>();

    /** Who was condemned in this turn: as the events say, and as everybody was told. */
    private final Set<NodeId> found = new HashSet<>();

    private final Set<NodeId> told = new HashSet<>();

    private long resumedNanos;

    private record Refusal(InetAddress from, long atNanos) {}

    private record Charged(Format format, NodeId subject, long incarnation) {}

    VerdictRules(SimulatedNode node, EventScheduler scheduler, Truth truth) {
        this.rules = new Rules(node, scheduler);
        this.scheduler = scheduler;
        this.resumedNanos = scheduler.nowNanos();
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

    void onResume() {
        resumedNanos = scheduler.nowNanos();
    }

    void onRefusal(InetAddress from) {
        refusals.add(new Refusal(from, scheduler.nowNanos()));
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
                        repeated || refusals(accusation.subject()) >= LEAST_REFUSALS,
                        "is refused twice before the verdict",
                        accusation);
            case UNANSWERED -> {
                rules.require(suspected.contains(charged), "lets the accused refute before the verdict", accusation);
                checkEvidence(accusation, format);
            }
        }
    }

    /** Number of those that may mean that node, a short time ago; what lies before a pause is as old as it was then. */
    private long refusals(NodeId subject) {
        boolean paused = scheduler.nowNanos() - resumedNanos < REFUSAL_MEMORY.toNanos();
        if (!paused) {
            refusals.removeIf(refusal -> scheduler.nowNanos() - refusal.atNanos() > REFUSAL_MEMORY.toNanos());
        }
        return refusals.stream()
                .filter(refusal -> truth.mayBeHeardFrom(subject, refusal.from()))
                .count();
    }

    private void checkEvidence(Accusation accusation, Format format) {
        Evidence evidence = accusation.evidence();
        rules.require(evidence.probes() >= LEAST_PROBES, "asks in all rounds before the verdict", accusation);
        int sent = probes.getOrDefault(format, 0);
        rules.require(evidence.probes() <= sent, "has sent the probes that it tells of", accusation);
        rules.require(evidence.silentMillis() >= Timing.DOWN_AFTER.toMillis(), "waits before the verdict", accusation);
    }
}
