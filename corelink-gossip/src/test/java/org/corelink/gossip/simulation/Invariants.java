package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.runtime.GossipAgent;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every event, whatever the network does. Knows the truth: who really said what, what really
 * reached whom, and who was really alive.
 */
final class Invariants {
    /** A live node that was found silent, paused or cut off so lately can rightly be held for down. */
    private static final Duration AFTERMATH = Duration.ofSeconds(12);

    /** A pause that must not make a node down. */
    private static final Duration HARMLESS_PAUSE = Duration.ofMillis(2_900);

    /** The same where the last beats before the pause may have been lost. */
    private static final Duration HARMLESS_PAUSE_AT_LOSS = Duration.ofMillis(1_900);

    /** How much earlier than by its last word a member may be removed, since its last words counted no more. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final EventScheduler scheduler;
    private final SimulatedNetwork network;
    private final Set<Said> said = new HashSet<>();
    private final Map<NodeId, Integer> runs = new HashMap<>();
    private final Map<NodeId, Long> highestIncarnation = new HashMap<>();
    private final Map<String, Long> lastHeartbeatNanos = new HashMap<>();
    private final Map<NodeId, Observer> observers = new HashMap<>();
    private final Map<NodeId, Health> healths = new HashMap<>();

    /** 0.01.x nodes that started with their clock set back: nothing tells their earlier run from a later one. */
    private final Set<NodeId> withoutOrder = new HashSet<>();

    /** What one node has really received and shown since its start. */
    private static final class Observer {
        final Map<Source, Life> lives = new HashMap<>();
        final Map<NodeId, Member> shown = new HashMap<>();
        final Map<NodeId, Long> downNanos = new HashMap<>();
        final Map<InetAddress, Long> signNanos = new HashMap<>();
        long resumedNanos;
        long checkedNanos;
    }

    /** One run of a node as one format tells of it. */
    private record Source(NodeId node, int run, Format format) {}

    /** The newest that an observer received of one source. */
    private record Life(Said said, long atNanos) {}

    /** Whether a node really lives. */
    private static final class Health {
        boolean running;
        boolean left;
        long endedNanos = Long.MIN_VALUE / 2;
        long pausedNanos = Long.MIN_VALUE / 2;
        boolean paused;
        long longPauseUntilNanos = Long.MIN_VALUE / 2;
    }

    Invariants(EventScheduler scheduler, SimulatedNetwork network) {
        this.scheduler = scheduler;
        this.network = network;
    }

    void onStart(Participant node, int run, long incarnation) {
        runs.put(node.id(), run);
        observers.put(node.id(), new Observer());
        lastHeartbeatNanos.keySet().removeIf(key -> key.startsWith(node.id().value() + " "));
        if (incarnation <= highestIncarnation.getOrDefault(node.id(), 0L)) {
            assertThat(node).as("only a 0.01.x node can go back").isInstanceOf(LegacyNode.class);
            withoutOrder.add(node.id());
        }
        highestIncarnation.merge(node.id(), incarnation, Math::max);
        Health health = health(node.id());
        health.running = true;
        health.left = false;
        health.paused = false;
    }

    void onEnd(Participant node) {
        observers.remove(node.id());
        Health health = health(node.id());
        health.running = false;
        health.endedNanos = scheduler.nowNanos();
    }

    void onGoodbye(Participant node) {
        health(node.id()).left = true;
    }

    void onPause(Participant node) {
        Health health = health(node.id());
        if (!health.paused) {
            health.paused = true;
            health.pausedNanos = scheduler.nowNanos();
        }
    }

    void onResume(Participant node) {
        observer(node).resumedNanos = scheduler.nowNanos();
        Health health = health(node.id());
        if (health.paused && scheduler.nowNanos() - health.pausedNanos > harmlessPauseNanos()) {
            health.longPauseUntilNanos = scheduler.nowNanos();
        }
        health.paused = false;
    }

    private long harmlessPauseNanos() {
        boolean lossy = scheduler.nowNanos() - network.lossyUntilNanos() < AFTERMATH.toNanos();
        return (lossy ? HARMLESS_PAUSE_AT_LOSS : HARMLESS_PAUSE).toNanos();
    }

    private Health health(NodeId id) {
        return healths.computeIfAbsent(id, _ -> new Health());
    }

    private Observer observer(Participant node) {
        return observers.computeIfAbsent(node.id(), _ -> new Observer());
    }

    void onSaid(Said state) {
        said.add(state);
    }

    /** Heartbeats of one node in one format never follow each other too fast. */
    void onHeartbeat(SimulatedNode node, Said heartbeat) {
        Long lastNanos = lastHeartbeatNanos.put(node.id() + " " + heartbeat.format(), scheduler.nowNanos());
        if (lastNanos != null) {
            assertThat(scheduler.nowNanos() - lastNanos)
                    .as("gap between heartbeats of %s", heartbeat.node())
                    .isGreaterThanOrEqualTo(Timing.HEARTBEAT_GAP.toNanos());
        }
    }

    void onReceive(SimulatedNode node, Packet packet) {
        observer(node).signNanos.put(packet.from(), scheduler.nowNanos());
        Said heard = packet.said();
        if (heard == null) {
            return;
        }
        Map<Source, Life> lives = observer(node).lives;
        Source source = new Source(heard.node(), heard.run(), heard.format());
        Life known = lives.get(source);
        if (known == null || heard.isLaterThan(known.said())) {
            lives.put(source, new Life(heard, scheduler.nowNanos()));
        }
    }

    void onChange(SimulatedNode node, MembershipView view, List<MembershipEvent> events) {
        Observer observer = observer(node);
        events.forEach(event -> checkEvent(node, observer, event));
        Set<NodeId> ids = new HashSet<>();
        for (Member member : view.members()) {
            assertThat(ids.add(member.id())).as("one row for %s", member.id()).isTrue();
            Member before = observer.shown.get(member.id());
            if (!isSame(member, before)) {
                checkMember(node, member);
                checkOrder(node, before, member);
                observer.shown.put(member.id(), member);
            }
        }
        assertThat(view.members())
                .as("members of %s", node.label())
                .hasSizeLessThanOrEqualTo(node.config().maxMembers());
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged members are passed on; a full comparison is what this saves.
    private static boolean isSame(Member member, @Nullable Member before) {
        return member == before;
    }

    /** Nobody is shown who did not say exactly this, and nobody is shown to himself. */
    private void checkMember(SimulatedNode node, Member member) {
        assertThat(member.id()).isNotEqualTo(node.id());
        Said shown = new Said(
                member.id(),
                SimulatedNode.runOf(member.reading()),
                member.format(),
                shownIncarnation(member),
                member.sequence(),
                member.epochSeconds(),
                member.reading());
        if (!said.contains(shown)) {
            throw new AssertionError(node.label() + " shows " + shown + ", who never said that");
        }
    }

    /** Of what was said; a beat may have raised the member's incarnation since. */
    private long shownIncarnation(Member member) {
        return member.incarnation().orElse(0);
    }

    /** While a member is known, an earlier run of it never comes back. */
    private void checkOrder(SimulatedNode node, @Nullable Member before, Member after) {
        if (before != null && !withoutOrder.contains(after.id())) {
            assertThat(SimulatedNode.runOf(after.reading()))
                    .as("run of %s as %s shows it", after.name(), node.label())
                    .isGreaterThanOrEqualTo(SimulatedNode.runOf(before.reading()));
        }
    }

    private void checkEvent(SimulatedNode node, Observer observer, MembershipEvent event) {
        switch (event) {
            case MembershipEvent.WentStale stale -> {
                // Of a member that was down, the last words counted no more.
                long downNanos = observer.downNanos.getOrDefault(stale.node(), Long.MIN_VALUE / 2);
                if (scheduler.nowNanos() - downNanos
                        > node.config().staleAfter().toNanos()) {
                    checkSilence(node, observer, stale.node(), node.config().staleAfter());
                }
            }
            case MembershipEvent.WentDown down -> {
                observer.downNanos.put(down.node(), scheduler.nowNanos());
                checkDown(node, observer, down);
            }
            case MembershipEvent.Left left ->
                assertThat(health(left.node()).left || !health(left.node()).running)
                        .as("%s really left %s", left.name(), node.label())
                        .isTrue();
            case MembershipEvent.Removed removed -> {
                Duration least = node.config().removeAfter().minus(LAST_WORDS);
                checkSilence(node, observer, removed.node(), least);
                observer.shown.remove(removed.node());
            }
            default -> {
                // What they show is checked with the members.
            }
        }
    }

    /** A member goes stale or is removed only after it really was silent. */
    private void checkSilence(SimulatedNode node, Observer observer, NodeId member, Duration least) {
        Life life = life(observer, member);
        assertThat(scheduler.nowNanos() - life.atNanos())
                .as("silence of %s at %s", member, node.label())
                .isGreaterThanOrEqualTo(least.toNanos());
    }

    /** On a network that is fit for it, a member is down only if it really does not run, or did not for a while. */
    private void checkDown(SimulatedNode node, Observer observer, MembershipEvent.WentDown down) {
        Health health = health(down.node());
        long nowNanos = scheduler.nowNanos();
        boolean sick = !health.running
                || (health.paused && nowNanos - health.pausedNanos > harmlessPauseNanos())
                || nowNanos - health.longPauseUntilNanos < AFTERMATH.toNanos()
                || nowNanos - health.endedNanos < AFTERMATH.toNanos();
        boolean torn = nowNanos - network.tornUntilNanos() < AFTERMATH.toNanos();
        // Who wakes from a pause reads what was true when it fell asleep.
        boolean waking =
                nowNanos - observer.resumedNanos < Duration.ofSeconds(1).toNanos();
        if (!sick && !torn && !waking) {
            throw new AssertionError(scheduler.nowNanos() / 1_000_000 + " ms: " + node.label() + " holds the live "
                    + down.name() + " for down: " + down.reason());
        }
        assertThat(runs).as("0.01.x nodes are never down").containsKey(down.node());
    }

    private static Life life(Observer observer, NodeId member) {
        Member shown = observer.shown.get(member);
        int run = SimulatedNode.runOf(shown.reading());
        return observer.lives.get(new Source(member, run, shown.format()));
    }

    /** After each turn: the counters add up, and nobody is shown online who has been silent. */
    void onTurn(SimulatedNode node, GossipAgent agent) {
        GossipCounters counters = agent.counters();
        assertThat(counters.received())
                .isEqualTo(counters.acceptedInAll() + counters.ownEchoes() + counters.rejectedInAll());
        assertThat(counters.faults()).as("faults of %s", node.label()).isZero();
        Observer observer = observer(node);
        if (scheduler.nowNanos() - observer.checkedNanos >= Timing.RHYTHM.toNanos() * 4) {
            observer.checkedNanos = scheduler.nowNanos();
            checkOnline(node, observer, agent.view());
        }
    }

    private void checkOnline(SimulatedNode node, Observer observer, MembershipView view) {
        long allowedNanos = node.config().staleAfter().plus(Timing.PAUSE).toNanos();
        for (Member member : view.members()) {
            if (member.state() == MemberState.ONLINE || member.state() == MemberState.SUSPECT) {
                // Others may vouch for whom this node does not hear: but not for who is dead.
                Health health = health(member.id());
                boolean lives = health.running && !health.paused;
                long livedNanos = health.running ? health.pausedNanos : health.endedNanos;
                long signNanos = Math.max(livedNanos, observer.signNanos.getOrDefault(member.address(), 0L));
                long sinceNanos = Math.max(signNanos, observer.resumedNanos);
                if (!lives && scheduler.nowNanos() - sinceNanos > allowedNanos) {
                    throw new AssertionError(node.label() + " shows the silent " + member.id() + " online");
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
            Map<String, Participant.Seen> seen = new HashMap<>(observer.seen());
            for (Participant other : participants) {
                if (!other.equals(observer)) {
                    checkSeen(observer, other, seen.remove(other.label()));
                }
            }
            assertThat(seen.keySet())
                    .as("strangers that %s knows", observer.label())
                    .isEmpty();
        }
    }

    private static void checkSeen(Participant observer, Participant other, Participant.@Nullable Seen seen) {
        String what = other.label() + " as " + observer.label() + " sees it";
        if (!other.isRunning() || !observer.understands(other)) {
            assertThat(seen).as(what).isNull();
            return;
        }
        assertThat(seen).as(what).isNotNull();
        assertThat(seen.state()).as(what).isEqualTo(MemberState.ONLINE);
        assertThat(seen.run()).as("run of " + what).isEqualTo(other.run());
        if (!(other instanceof SimulatedNode node) || node.config().mode() == Mode.OPEN) {
            assertThat(seen.sequence()).as("sequence of " + what).isBetween(other.sequence() - 1, other.sequence());
        }
    }
}
