package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
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

    /** Where very much is lost: for as much as everybody measures at the least. */
    private static final long PATIENCE_NANOS = Timing.lossExtensionNanos(0.12);

    private final SimulatedNode node;
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

    private final Map<NodeId, Accusation> told = new HashMap<>();

    /** How often it has asked itself in this turn, by the nonce of the round. */
    private final Map<Long, Integer> asked = new HashMap<>();

    /** What it knew when this turn began. */
    private @Nullable MembershipView before;

    private long resumedNanos;

    private record Refusal(InetAddress from, long atNanos) {}

    private record Charged(Format format, NodeId subject, long incarnation) {}

    VerdictRules(SimulatedNode node, EventScheduler scheduler, Truth truth) {
        this.node = node;
        this.rules = new Rules(node, scheduler);
        this.scheduler = scheduler;
        this.resumedNanos = scheduler.nowNanos();
        this.truth = truth;
    }

    /** A message goes out; {@code to} is null if it goes to the group. */
    void onSend(Message message, Format format, @Nullable InetAddress to) {
        switch (message) {
            case Probe probe -> {
                probes.merge(format, 1, Integer::sum);
                asked.merge(probe.nonce(), 1, Integer::sum);
            }
            case ProbeRequest _ -> probes.merge(format, 1, Integer::sum);
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

    void onTurn(MembershipView view) {
        rules.require(told.keySet().containsAll(found), "tells its verdicts at once", found, told);
        if (!told.isEmpty() && node.config().mode().formats().size() == 1) {
            // By another format it could be alive.
            view.members().forEach(this::checkStanding);
        }
        if (before != null && !asked.isEmpty()) {
            checkRounds(Math.min(helpers(before), helpers(view)));
        }
        before = view;
        found.clear();
        told.clear();
        asked.clear();
    }

    private long helpers(MembershipView view) {
        return node.config().mode().formats().size() > 1
                ? 0
                : view.members().stream()
                        .filter(member -> member.state() == MemberState.ONLINE && !truth.isLegacy(member.id()))
                        .count();
    }

    /** One of the helpers may be the one who is asked about. */
    private void checkRounds(long helpers) {
        asked.remove(Probe.WHO_IS_THERE);
        boolean once = asked.values().stream().allMatch(times -> times == 1);
        rules.require(once || helpers <= Timing.HELPERS, "asks again only where nobody can help", asked);
    }

    /** Who was accused may have refuted, and the state that it says under its new incarnation may not have come yet. */
    private void checkStanding(Member member) {
        Accusation verdict = told.get(member.id());
        if (verdict != null) {
            boolean stands =
                    member.state() == MemberState.DOWN && member.incarnation().orElse(0) <= verdict.incarnation();
            rules.require(stands, "tells only verdicts that stand", verdict);
        }
    }

    private void check(Accusation accusation, Format format) {
        var charged = new Charged(format, accusation.subject(), accusation.incarnation());
        if (accusation.charge() == Charge.SUSPECT) {
            suspected.add(charged);
            return;
        }
        told.put(accusation.subject(), accusation);
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
        long leastNanos = Timing.DOWN_AFTER.toNanos() + (truth.isLossMeasured() ? PATIENCE_NANOS : 0);
        rules.require(evidence.silentMillis() >= leastNanos / 1_000_000, "waits before the verdict", accusation);
    }
}
