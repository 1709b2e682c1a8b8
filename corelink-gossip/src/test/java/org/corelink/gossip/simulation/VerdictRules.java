package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;
import org.jspecify.annotations.Nullable;

/** What one run of a node must have done before it tells everybody that a silent member is down. */
final class VerdictRules {
    private static final int LEAST_PROBES = Timing.LEAST_ROUNDS * (1 + Timing.HELPERS);

    private final Rules rules;

    /** Number of probes sent in each format, and of those that others were asked for. */
    private final Map<Format, Integer> probes = new EnumMap<>(Format.class);

    private final Set<Suspicion> suspicions = new HashSet<>();

    private record Suspicion(Format format, NodeId subject, long incarnation) {}

    VerdictRules(SimulatedNode node, EventScheduler scheduler) {
        rules = new Rules(node, scheduler);
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

    private void check(Accusation accusation, Format format) {
        var suspicion = new Suspicion(format, accusation.subject(), accusation.incarnation());
        if (accusation.charge() == Charge.SUSPECT) {
            suspicions.add(suspicion);
        } else if (accusation.evidence().kind() == Evidence.Kind.UNANSWERED) {
            Evidence evidence = accusation.evidence();
            rules.require(suspicions.contains(suspicion), "lets the accused refute before the verdict", accusation);
            rules.require(evidence.probes() >= LEAST_PROBES, "asks in all rounds before the verdict", accusation);
            rules.require(
                    evidence.probes() <= probes.getOrDefault(format, 0),
                    "has sent the probes that it tells of",
                    accusation);
            rules.require(
                    evidence.silentMillis() >= Timing.DOWN_AFTER.toMillis(), "waits before the verdict", accusation);
        }
    }
}
