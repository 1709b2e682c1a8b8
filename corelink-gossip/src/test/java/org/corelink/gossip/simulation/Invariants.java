package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.runtime.GossipAgent;
import org.corelink.gossip.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the shoulder of one run of a node: what must hold after every event. {@link ViewRules} say what it may show,
 * {@link TrafficRules} what it may send, {@link VerdictRules} what it must have done before it condemns.
 */
final class Invariants {
    /** A heartbeat names a changed inventory, and whoever lacks it asks, more than once. */
    private static final Duration INVENTORY_GRACE =
            Bounds.heartbeat(GossipConfig.lan("any")).plus(Timing.INVENTORY_REQUEST_GAP.multipliedBy(3));

    private final ViewRules view;
    private final TrafficRules traffic;
    private final VerdictRules verdicts;

    Invariants(SimulatedNode node, EventScheduler scheduler, Truth truth) {
        view = new ViewRules(node, scheduler, truth);
        traffic = new TrafficRules(node, scheduler, truth);
        verdicts = new VerdictRules(node, scheduler, truth);
    }

    /** It runs again, after as long a pause. */
    void onResume(Duration pause) {
        view.onResume(pause);
        traffic.onResume();
        verdicts.onResume();
    }

    void onReceive(Packet packet) {
        view.onReceive(packet);
        traffic.onReceive();
    }

    void onRefusal(InetAddress from) {
        traffic.onRefusal();
        verdicts.onRefusal(from);
    }

    void onSend(Packet packet, @Nullable InetAddress to) {
        Message message = packet.message();
        if (message != null) {
            traffic.onSend(packet.bytes(), message, packet.format(), to);
            verdicts.onSend(message, packet.format(), to);
        }
    }

    void onChange(MembershipView changed, List<MembershipEvent> events) {
        traffic.onEvents(events);
        verdicts.onEvents(events);
        view.onChange(changed, events);
    }

    void onTurn(GossipAgent agent) {
        view.onTurn(agent.view());
        traffic.onTurn(agent);
        verdicts.onTurn(agent.view());
    }

    /** After the network was whole and quiet for long enough: everybody knows everybody who runs, and nobody else. */
    static void checkConverged(List<Participant> participants) {
        for (Participant observer : participants) {
            if (!observer.isRunning()) {
                continue;
            }
            Map<String, Participant.Seen> seen = new HashMap<>(observer.seen());
            for (Participant other : participants) {
                if (!other.equals(observer)) {
                    checkSeen(observer, other, seen.remove(other.label()));
                }
            }
            require(seen.isEmpty(), observer.label() + " knows strangers: " + seen);
        }
    }

    /** After the same time, in the sealed format: everybody knows what the machines of all others are made of. */
    static void checkInventories(List<Participant> participants) {
        List<SimulatedNode> sealed = SimulatedNode.running(participants)
                .filter(node -> node.config().mode() != Mode.OPEN)
                .toList();
        for (SimulatedNode observer : sealed) {
            for (SimulatedNode other : sealed) {
                require(
                        other.equals(observer) || observer.knowsInventoryOf(other, INVENTORY_GRACE),
                        observer.label() + " does not know the inventory of " + other.label());
            }
        }
    }

    private static void checkSeen(Participant observer, Participant other, Participant.@Nullable Seen seen) {
        String what = other.label() + " as " + observer.label() + " sees it: " + seen;
        if (!other.isRunning() || !observer.understands(other)) {
            require(seen == null, "still known: " + what);
            return;
        }
        require(seen != null, "not known: " + what);
        require(seen.state() == MemberState.ONLINE, "not online: " + what);
        require(seen.run() == other.run(), "not run " + other.run() + ": " + what);
        if (!(other instanceof SimulatedNode node) || node.config().mode() == Mode.OPEN) {
            long behind = other.sequence() - seen.sequence();
            require(behind == 0 || behind == 1, "not at " + other.sequence() + ": " + what);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("when all is calm, " + otherwise);
        }
    }
}
