package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.runtime.GossipAgent;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every event, whatever the network does. Knows the truth: who really said what, and what really
 * reached whom.
 */
final class Invariants {
    private final EventScheduler scheduler;
    private final Set<Said> said = new HashSet<>();
    private final Map<NodeId, Integer> runs = new HashMap<>();
    private final Map<NodeId, Long> highestIncarnation = new HashMap<>();
    private final Map<NodeId, Long> lastHeartbeatNanos = new HashMap<>();
    private final Map<NodeId, Observer> observers = new HashMap<>();

    /** Nodes that started with their clock set back: nothing tells their earlier run from a later one. */
    private final Set<NodeId> withoutOrder = new HashSet<>();

    /** What one node has really received and shown since its start. */
    private static final class Observer {
        final Map<NodeId, Map<Integer, Life>> lives = new HashMap<>();
        final Map<NodeId, Member> shown = new HashMap<>();
        long resumedNanos;
        long checkedNanos;
    }

    /** The newest that an observer received of one run of a node. */
    private record Life(long sequence, long atNanos) {}

    Invariants(EventScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void onStart(Participant node, int run, long incarnation) {
        runs.put(node.name(), run);
        observers.put(node.name(), new Observer());
        lastHeartbeatNanos.remove(node.name());
        if (incarnation <= highestIncarnation.getOrDefault(node.name(), 0L)) {
            withoutOrder.add(node.name());
        }
        highestIncarnation.merge(node.name(), incarnation, Math::max);
    }

    void onKill(Participant node) {
        observers.remove(node.name());
    }

    void onResume(Participant node) {
        observer(node).resumedNanos = scheduler.nowNanos();
    }

    private Observer observer(Participant node) {
        return observers.computeIfAbsent(node.name(), _ -> new Observer());
    }

    void onHeartbeat(Said heartbeat) {
        said.add(heartbeat);
        Long lastNanos = lastHeartbeatNanos.put(heartbeat.node(), scheduler.nowNanos());
        if (lastNanos != null) {
            assertThat(scheduler.nowNanos() - lastNanos)
                    .as("gap between heartbeats of %s", heartbeat.node())
                    .isGreaterThanOrEqualTo(Timing.HEARTBEAT_GAP.toNanos());
        }
    }

    void onReceive(SimulatedNode node, Packet packet) {
        Said heard = packet.said();
        if (heard == null) {
            return;
        }
        Map<Integer, Life> lives = observer(node).lives.computeIfAbsent(heard.node(), _ -> new HashMap<>());
        Life known = lives.get(heard.run());
        if (known == null || heard.sequence() > known.sequence()) {
            lives.put(heard.run(), new Life(heard.sequence(), scheduler.nowNanos()));
        }
    }

    void onChange(SimulatedNode node, MembershipView view, List<MembershipEvent> events) {
        Observer observer = observer(node);
        events.forEach(event -> checkEvent(node, observer, event));
        for (Member member : view.members()) {
            Member before = observer.shown.get(member.id());
            if (!isSame(member, before)) {
                checkMember(node, member);
                checkOrder(node, before, member);
                observer.shown.put(member.id(), member);
            }
        }
        assertThat(view.members())
                .as("members of %s", node.name())
                .hasSizeLessThanOrEqualTo(node.config().maxMembers());
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged members are passed on; a full comparison is what this saves.
    private static boolean isSame(Member member, @Nullable Member before) {
        return member == before;
    }

    /** Nobody is shown who did not say exactly this, and nobody is shown to himself. */
    private void checkMember(SimulatedNode node, Member member) {
        assertThat(member.id()).isNotEqualTo(node.name());
        Said shown = new Said(
                member.id(),
                SimulatedNode.runOf(member.payload()),
                member.sequence(),
                member.epochSeconds(),
                member.payload());
        assertThat(said.contains(shown))
                .as("%s shows %s, who said that", node.name(), shown)
                .isTrue();
    }

    /** While a member is known, an earlier run of it never comes back. */
    private void checkOrder(SimulatedNode node, @Nullable Member before, Member after) {
        if (before != null && !withoutOrder.contains(after.id())) {
            assertThat(SimulatedNode.runOf(after.payload()))
                    .as("run of %s as %s shows it", after.id(), node.name())
                    .isGreaterThanOrEqualTo(SimulatedNode.runOf(before.payload()));
        }
    }

    /** A member goes stale or is removed only after it really was silent. */
    private void checkEvent(SimulatedNode node, Observer observer, MembershipEvent event) {
        switch (event) {
            case MembershipEvent.WentStale stale ->
                checkSilence(node, observer, stale.node(), node.config().staleAfter());
            case MembershipEvent.Removed removed -> {
                checkSilence(node, observer, removed.node(), node.config().removeAfter());
                observer.shown.remove(removed.node());
            }
            case MembershipEvent.Joined _, MembershipEvent.Restarted _, MembershipEvent.Returned _ -> {
                // What they show is checked with the members.
            }
        }
    }

    private void checkSilence(SimulatedNode node, Observer observer, NodeId member, Duration least) {
        Life life = life(observer, member);
        assertThat(scheduler.nowNanos() - life.atNanos())
                .as("silence of %s at %s", member, node.name())
                .isGreaterThanOrEqualTo(least.toNanos());
    }

    private static Life life(Observer observer, NodeId member) {
        int run = SimulatedNode.runOf(observer.shown.get(member).payload());
        return observer.lives.get(member).get(run);
    }

    /** After each turn: the counters add up, and nobody is shown online who has been silent. */
    void onTurn(SimulatedNode node, GossipAgent agent) {
        GossipCounters counters = agent.counters();
        long rejected =
                counters.rejected().values().stream().mapToLong(Long::longValue).sum();
        assertThat(counters.received()).isEqualTo(counters.accepted() + counters.ownEchoes() + rejected);
        assertThat(counters.faults()).as("faults of %s", node.name()).isZero();
        Observer observer = observer(node);
        if (scheduler.nowNanos() - observer.checkedNanos >= Timing.IDLE.toNanos()) {
            observer.checkedNanos = scheduler.nowNanos();
            checkOnline(node, observer, agent.view());
        }
    }

    private void checkOnline(SimulatedNode node, Observer observer, MembershipView view) {
        long allowedNanos = node.config().staleAfter().plus(Timing.IDLE).toNanos();
        for (Member member : view.members()) {
            if (member.state() == MemberState.ONLINE) {
                long sinceNanos = Math.max(life(observer, member.id()).atNanos(), observer.resumedNanos);
                if (scheduler.nowNanos() - sinceNanos > allowedNanos) {
                    throw new AssertionError(node.name() + " shows the silent " + member.id() + " online");
                }
            }
        }
    }

    /** After the network was whole and quiet for long enough: everybody knows everybody who runs, and nobody else. */
    void checkConverged(List<Participant> participants) {
        for (Participant observer : participants) {
            if (!observer.isRunning()) {
                continue;
            }
            Map<NodeId, Participant.Seen> seen = observer.seen();
            for (Participant other : participants) {
                if (!other.equals(observer)) {
                    checkSeen(observer, other, seen.remove(other.name()));
                }
            }
            assertThat(seen.keySet())
                    .as("strangers that %s knows", observer.name())
                    .isEmpty();
        }
    }

    private static void checkSeen(Participant observer, Participant other, Participant.@Nullable Seen seen) {
        if (!other.isRunning()) {
            assertThat(seen)
                    .as("%s as %s sees it", other.name(), observer.name())
                    .isNull();
            return;
        }
        assertThat(seen).as("%s as %s sees it", other.name(), observer.name()).isNotNull();
        assertThat(seen.state())
                .as("%s as %s sees it", other.name(), observer.name())
                .isEqualTo(MemberState.ONLINE);
        assertThat(seen.run())
                .as("run of %s as %s sees it", other.name(), observer.name())
                .isEqualTo(other.run());
        assertThat(seen.sequence())
                .as("sequence of %s as %s sees it", other.name(), observer.name())
                .isBetween(other.sequence() - 1, other.sequence());
    }
}
