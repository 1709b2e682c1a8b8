package org.corelink.gossip.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.corelink.gossip.FixedKeys;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Message;

/** One membership, a time that goes on only when told, and a record of everything that follows. */
final class Stage {
    static final long INCARNATION = 5_000;
    static final long BOOT = 77;
    static final NodeId SELF = Identity.of(FixedKeys.KEYS, INCARNATION, BOOT).id();
    static final long MILLI = 1_000_000;

    /** A base of time that wraps two and a half seconds later. */
    static final long BEFORE_WRAP = Long.MAX_VALUE - 2_500 * MILLI;

    final Membership membership;
    final List<MembershipEvent> events = new ArrayList<>();
    final List<Outbound> outbound = new ArrayList<>();
    private final Format format;
    private final long baseNanos;
    private final Map<NodeId, Long> lastHeartbeats = new HashMap<>();
    private final Map<NodeId, Long> lastBeats = new HashMap<>();

    /** Time since the start. */
    long millis;

    /** Added to the wall clock. */
    long clockStepMillis;

    Stage(Format format) {
        this(format, config(), 0);
    }

    Stage(Format format, GossipConfig config) {
        this(format, config, 0);
    }

    /** A node that starts when its monotonic clock shows {@code baseNanos}. */
    Stage(Format format, GossipConfig config, long baseNanos) {
        this.format = format;
        this.baseNanos = baseNanos;
        long boot = config.listening() ? BOOT : 0;
        Identity identity = Identity.of(FixedKeys.KEYS, INCARNATION, boot);
        Publication publication = new Publication(Payload.EMPTY, Peer.payload("inventory"), Payload.EMPTY);
        this.membership = new Membership(format, identity, config, publication, new SplittableRandom(42), now());
    }

    static GossipConfig config() {
        return GossipConfig.lan("self");
    }

    /** A listening node that has said its first heartbeat, and knows these peers. */
    static Stage with(Format format, Peer... peers) {
        Stage stage = new Stage(format);
        stage.tick();
        for (Peer peer : peers) {
            stage.join(peer);
        }
        return stage.forgetting();
    }

    Moment now() {
        return new Moment(baseNanos + millis * MILLI, 1_000_000 + millis + clockStepMillis);
    }

    /** Forgets what has followed so far. */
    Stage forgetting() {
        events.clear();
        outbound.clear();
        return this;
    }

    /** By the group. */
    Verdict hear(Message message, Peer from) {
        return receive(message, true, from);
    }

    /** By unicast. */
    Verdict told(Message message, Peer from) {
        return receive(message, false, from);
    }

    private Verdict receive(Message message, boolean multicast, Peer from) {
        Reception reception = membership.on(message, multicast, from.address, now());
        record(reception.step());
        return reception.verdict();
    }

    private void record(Step step) {
        events.addAll(step.events());
        outbound.addAll(step.outbound());
    }

    /** The kernel of a peer's machine refuses a beat. */
    void refused(Peer peer) {
        record(membership.onRefusal(peer.address, now()));
    }

    Step tick() {
        Step step = membership.tick(now());
        record(step);
        return step;
    }

    /** Makes a peer a member: in the sealed format it has to prove that it is live. */
    void join(Peer peer) {
        Heartbeat first = peer.heartbeat();
        hear(first, peer);
        if (format == Format.SEALED) {
            pass(60);
            long nonce = sentTo(peer, Hello.class).getLast().nonce();
            told(new HelloAck(peer.origin(), first, nonce), peer);
        }
    }

    /** Lets time pass in silence, with a turn whenever one is due. */
    void pass(long passingMillis) {
        pass(passingMillis, new Peer[0]);
    }

    /** Lets time pass in which these peers are alive: its beats, and a heartbeat every 5 s. */
    void pass(long passingMillis, Peer... alive) {
        long endMillis = millis + passingMillis;
        while (millis < endMillis) {
            long regularMillis = Math.min(endMillis, millis + Timing.RHYTHM.toMillis());
            long dueNanos = membership.nextDueNanos(now().nanos(), baseNanos + regularMillis * MILLI) - baseNanos;
            millis = Math.clamp(-Math.floorDiv(-dueNanos, MILLI), millis + 1, regularMillis);
            for (Peer peer : alive) {
                live(peer);
            }
            tick();
        }
    }

    private void live(Peer peer) {
        if (millis - lastHeartbeats.computeIfAbsent(peer.id, _ -> millis) >= 5_000) {
            lastHeartbeats.put(peer.id, millis);
            hear(peer.heartbeat(), peer);
        }
        long everyMillis = Timing.BEAT.toMillis();
        if (millis - lastBeats.getOrDefault(peer.id, millis - everyMillis) >= everyMillis) {
            lastBeats.put(peer.id, millis);
            told(peer.beat(), peer);
        }
    }

    /** A pause in which this node does not run. */
    void freeze(long frozenMillis) {
        millis += frozenMillis;
        tick();
    }

    Member member(Peer peer) {
        return membership.members().stream()
                .filter(member -> member.id().equals(peer.id))
                .findFirst()
                .orElseThrow();
    }

    MemberState stateOf(Peer peer) {
        return member(peer).state();
    }

    /** The simple names of all events since {@link #forgetting}. */
    List<String> happened() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /** What was multicast since {@link #forgetting}. */
    <T extends Message> List<T> multicast(Class<T> type) {
        return outbound.stream()
                .filter(Outbound.Multicast.class::isInstance)
                .map(sent -> ((Outbound.Multicast) sent).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What was sent to a peer's unicast port since {@link #forgetting}. */
    <T extends Message> List<T> sentTo(Peer peer, Class<T> type) {
        return outbound.stream()
                .filter(sent -> sent instanceof Outbound.Unicast(Message _, var to) && to.equals(peer.address))
                .map(sent -> ((Outbound.Unicast) sent).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Number of beats sent to a peer since {@link #forgetting}. */
    long beatsTo(Peer peer) {
        return outbound.stream()
                .filter(sent -> sent instanceof Outbound.Beating(Message _, var to) && to.equals(peer.address))
                .count();
    }
}
