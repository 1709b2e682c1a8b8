package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Publication;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.BucketDigest;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.InventoryRequest;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;
import org.corelink.gossip.wire.Pull;
import org.corelink.gossip.wire.Update;

/**
 * The protocol as one node plays it in one format: messages and time go in, events and messages come out.
 *
 * <p><b>Heartbeats</b> tell the group every few seconds that this node is there, and its state. <b>Greetings</b> tell it
 * to whoever is heard for the first time. <b>Beats</b> tell a few watchers every 400 ms that it is alive; a watcher that
 * misses them opens an <b>investigation</b>. <b>Digests</b> repair what the group missed.
 *
 * <p><b>Answering.</b> A 0.01.x node multicasts its requests and expects the whole state in return, so that an answer may
 * be longer than its request. What bounds the harm of a request with a forged source: only addresses of the local subnets
 * are answered (the caller sees to that), each at most once a second ({@link RejectReason#RATE_LIMITED} otherwise) and all
 * together at most {@value GossipConfig#DEFAULT_MAX_MEMBERS} times a second, by one datagram of at most 1,400 B, always
 * to the group's own unicast port. "No reply larger than its request" is for formats where both ends are ours; here it
 * would mean never to answer a 0.01.x node.
 *
 * <p>Not thread-safe; one thread owns it. All its memory is bounded by {@link GossipConfig#maxMembers()}.
 */
public final class Membership {
    private final Setting setting;
    private final MemberTable table;
    private final Conditions conditions;
    private final PeerBook peers;
    private final Statements statements;
    private final Broadcast broadcast;
    private final FirstContact contact;
    private final Liveness liveness;
    private final Accusations accusations;
    private final Comparison comparison;

    /**
     * A node that has said and heard nothing yet; its first {@link #tick} sends its first heartbeat.
     *
     * @param random decides every random delay and choice, and the challenges of the sealed format: secure there
     * @param now the sequence of an open node starts at the wall clock in seconds: since it grows by at most one a second,
     *     it never overtakes the clock, and a 0.01.x peer, which knows sequences only, finds every later run newer
     */
    public Membership(
            Format format,
            Identity identity,
            GossipConfig config,
            Publication publication,
            RandomGenerator random,
            Moment now) {
        AttentiveClock clock = new AttentiveClock(now.nanos());
        this.setting = new Setting(format, config, new Self(identity), random, clock, now.nanos());
        LocalHealth health = new LocalHealth(now.nanos());
        this.table = new MemberTable(config, clock);
        this.conditions = new Conditions(config, now.nanos());
        this.peers = new PeerBook(config);
        this.statements = new Statements(format, config, table, clock);
        this.broadcast = new Broadcast(setting, table, conditions, peers, publication, now);
        Announcement announcement = broadcast.announcement();
        Testimony testimony = new Testimony(table, clock);
        this.contact = new FirstContact(setting, table, statements, announcement, broadcast.inventories());
        this.liveness = new Liveness(setting, table, testimony, health, contact);
        this.accusations = new Accusations(setting, table, testimony, announcement, health);
        this.comparison = new Comparison(setting, table, announcement);
    }

    /** Says {@code publication} from the next regular heartbeat on; a changed inventory at once. */
    public void publish(Publication publication, long nanos) {
        broadcast.publish(publication, nanos);
    }

    /** Says {@code publication} at once, or {@link Timing#HEARTBEAT_GAP} after the last heartbeat, unless it was said. */
    public void publishNow(Publication publication, long nanos) {
        broadcast.publishNow(publication, nanos);
    }

    /**
     * Takes in one message.
     *
     * @param multicast whether it came by the group
     * @param from where the datagram came from, an address of the local subnets
     */
    public Reception on(Message message, boolean multicast, InetAddress from, Moment now) {
        Origin origin = message.origin();
        if (origin.node().equals(setting.self().id())) {
            return Reception.of(ownVerdict(origin, now.nanos()));
        }
        if (!setting.config().listening()) {
            return onAnnouncer(message, from, now);
        }
        Reception reception = dispatch(message, from, now);
        if (reception.verdict() instanceof Verdict.Accepted) {
            long attentiveNanos = setting.attentiveNanos(now.nanos());
            conditions.heard(multicast, attentiveNanos);
            if (!multicast && (message instanceof Ack || message instanceof Beat)) {
                conditions.answered(attentiveNanos);
            }
            peers.heard(from);
        }
        return reception;
    }

    private Verdict ownVerdict(Origin origin, long nanos) {
        if (origin.isSameRun(origin())) {
            return Verdict.OWN_ECHO;
        }
        long incarnation = origin.incarnation().orElse(0);
        // What an earlier run has said may still be on its way when this one starts.
        boolean straggler = incarnation < setting.self().incarnation()
                && !Timing.isDue(setting.startNanos() + Timing.STRAGGLER.toNanos(), nanos);
        if (!straggler) {
            conditions.copyHeard(incarnation > setting.self().incarnation(), setting.attentiveNanos(nanos));
        }
        return new Verdict.Rejected(RejectReason.OWN_ID);
    }

    /** A node that only announces itself knows nobody, and answers questions about itself. */
    private Reception onAnnouncer(Message message, InetAddress from, Moment now) {
        return switch (message) {
            case DigestRequest request -> comparison.onDigestRequest(request, from, now);
            case Probe probe -> liveness.onProbe(probe, from);
            case InventoryRequest _ -> onInventoryRequest(from, now);
            case Hello hello -> contact.prove(hello, from, now);
            default -> Reception.rejected(RejectReason.NOT_FOR_US);
        };
    }

    /** Messages with a state speak for themselves; the others count only if they come from a member. */
    private Reception dispatch(Message message, InetAddress from, Moment now) {
        return switch (message) {
            case Heartbeat heartbeat -> contact.onHeartbeat(heartbeat, from, now);
            case DigestResponse response -> contact.onDigestResponse(response, from, now);
            case Hello hello -> contact.onHello(hello, from, now);
            case HelloAck ack -> contact.onHelloAck(ack, from, now);
            case DigestRequest request -> comparison.onDigestRequest(request, from, now);
            default -> onSign(message, from, now);
        };
    }

    private Reception onSign(Message message, InetAddress from, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        if (!statements.sign(message.origin(), from, now.nanos(), events)) {
            return contact.onStranger(message.origin(), from, now);
        }
        Reception reception = onMember(message, from, now).after(events);
        return reception.and(accusations.confront(message.origin(), from, now));
    }

    private Reception onMember(Message message, InetAddress from, Moment now) {
        return switch (message) {
            case Beat beat -> liveness.onBeat(beat, now);
            case Probe probe -> liveness.onProbe(probe, from);
            case ProbeRequest request -> liveness.onProbeRequest(request, from, now);
            case Ack ack -> liveness.onAck(ack, now);
            case Accusation accusation -> accusations.onAccusation(accusation, from, now);
            case Leave leave -> onLeave(leave, now);
            case BucketDigest digest -> comparison.onBucketDigest(digest, from);
            case Pull pull -> comparison.onPull(pull, from);
            case Update _ -> Reception.of(Verdict.ACCEPTED); // Its datagrams are opened by the caller, one by one.
            case Inventory inventory -> onInventory(inventory);
            case InventoryRequest _ -> onInventoryRequest(from, now);
            case KeyNotice notice -> onKeyNotice(notice);
            case Heartbeat _, DigestRequest _, DigestResponse _, Hello _, HelloAck _ ->
                throw new AssertionError("has a state: " + message);
        };
    }

    private Reception onLeave(Leave leave, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        statements.leave(leave.origin(), now.nanos(), events);
        return Reception.of(Verdict.ACCEPTED).after(events);
    }

    private Reception onInventory(Inventory inventory) {
        List<MembershipEvent> events = new ArrayList<>();
        return statements.inventory(inventory, events)
                ? Reception.of(Verdict.ACCEPTED).after(events)
                : Reception.rejected(RejectReason.NOT_NEWER);
    }

    private Reception onInventoryRequest(InetAddress from, Moment now) {
        broadcast.inventories().onRequest(from, now.nanos());
        return Reception.of(Verdict.ACCEPTED);
    }

    private Reception onKeyNotice(KeyNotice notice) {
        return Reception.of(Verdict.ACCEPTED).after(onRotation(notice).events());
    }

    /** Somebody sends under another key, and says so or was heard to. */
    public Step onRotation(KeyNotice notice) {
        NodeId node = notice.origin().node();
        return new Step(List.of(new MembershipEvent.KeyRotated(node, table.nameOf(node), notice.epoch())), List.of());
    }

    /** A datagram of this cluster has come that is sealed under a key which this node does not hold. */
    public void onUnknownEpoch(Moment now) {
        conditions.unknownKeyHeard(setting.attentiveNanos(now.nanos()));
    }

    /**
     * Takes in a heartbeat or an inventory that another member has passed on. It can be old: it makes known that a node
     * exists, which is then greeted and speaks for itself, but never that it is alive.
     *
     * @param address where the other member has heard it from, an address of the local subnets
     */
    public Reception onRelayed(Message message, InetAddress address, Moment now) {
        if (message.origin().node().equals(setting.self().id())) {
            return Reception.of(Verdict.OWN_ECHO);
        }
        boolean known = contact.onRelayed(message, address, now);
        return known && message instanceof Inventory inventory
                ? onInventory(inventory)
                : Reception.of(Verdict.ACCEPTED);
    }

    /** A datagram in the short sealed form has come whose sender is not known: what that node answers is in the long one. */
    public Step onUnknownSender(InetAddress from, Moment now) {
        return contact.askWhoIsThere(from, now);
    }

    /** The kernel of the machine at {@code address} says that nobody listens there. */
    public Step onRefusal(InetAddress address, Moment now) {
        return liveness.onRefusal(address, now);
    }

    /**
     * A message was heard in this format, but is not for it: a more trusted format knows its sender. It shows that this
     * format is heard, so that nobody need be reached by unicast instead.
     *
     * @param multicast whether it came by the group
     */
    public void overhear(boolean multicast, Moment now) {
        conditions.heard(multicast, setting.attentiveNanos(now.nanos()));
    }

    /**
     * A member of this format has spoken to this node in a lesser one: it does not know this node by this format yet. It is
     * greeted; and where it speaks from elsewhere than before, whoever is there is asked to say who it is in this format.
     */
    public Step reintroduce(NodeId id, InetAddress from, Moment now) {
        Known known = table.get(id);
        if (known == null) {
            return Step.NOTHING;
        }
        if (!known.address().equals(from)) {
            return contact.askWhoIsThere(from, now);
        }
        contact.greet(known, now.nanos());
        return Step.NOTHING;
    }

    /**
     * The other format knows this node better: it is not shown here, and not watched.
     *
     * @return what was known of it; empty if nothing was
     */
    public Optional<Member> forget(NodeId id) {
        return table.forget(id);
    }

    /** Does what is due by time. Call it no later than {@link #nextDueNanos} said, and after the messages at hand. */
    public Step tick(Moment now) {
        long nanos = now.nanos();
        long attentiveNanos = setting.attentiveNanos(nanos);
        List<MembershipEvent> events = new ArrayList<>();
        table.expire(nanos, events);
        if (conditions.refresh(attentiveNanos)) {
            broadcast.announcement().within(Duration.ZERO, nanos);
        }
        List<Outbound> outbound = new ArrayList<>(broadcast.due(now));
        if (setting.config().listening()) {
            outbound.addAll(contact.due(nanos));
            Step lived = liveness.turn(nanos, conditions);
            events.addAll(lived.events());
            outbound.addAll(lived.outbound());
            outbound.addAll(comparison.due(nanos));
        }
        return new Step(events, outbound);
    }

    /**
     * Monotonic time at which {@link #tick} has something urgent to do, at the latest {@code regularNanos}, when it is
     * called anyway. A node that only announces itself has no rhythm: whatever it has to do counts as urgent.
     */
    public long nextDueNanos(long nowNanos, long regularNanos) {
        return setting.config().listening()
                ? broadcast.inventories().answerNanos(liveness.nextNanos(contact.nextNanos(nowNanos, regularNanos)))
                : broadcast.nextNanos(regularNanos);
    }

    /** What to send on a clean stop. */
    public List<Outbound> leave() {
        Leave leave = new Leave(origin());
        List<Outbound> outbound = new ArrayList<>(List.of(new Outbound.Multicast(leave)));
        liveness.neighbours().forEach(known -> outbound.add(new Outbound.Unicast(leave, known.address())));
        return outbound;
    }

    /** The network is there again, or is another: whoever holds this node for down must not wait for its next heartbeat. */
    public void reconnected(long nanos) {
        liveness.call(nanos);
        broadcast.announcement().within(Timing.REUNION_SPREAD, nanos);
    }

    /** This node holds other keys from now on: whether any is missing is to be seen. */
    public void keysChanged() {
        conditions.keysChanged();
    }

    /** What to send after the group key of {@code epoch} has become the one in use. */
    public Outbound keyNotice(int epoch) {
        return new Outbound.Multicast(new KeyNotice(origin(), epoch));
    }

    /** Addresses whose refusal of a beat is evidence: of the members that this node sends its beats to. */
    public Set<InetAddress> beatTargets() {
        return liveness.beatTargets();
    }

    /** A number that is greater after every change of {@link #beatTargets()}. */
    public long beatTargetsRevision() {
        return liveness.beatTargetsRevision();
    }

    /** This node in this run. */
    public Origin origin() {
        return setting.self().origin();
    }

    /** Whether it is a member. */
    public boolean hasMember(NodeId id) {
        return table.get(id) != null;
    }

    /** A number that is different after every change of {@link #members()}. */
    public long revision() {
        return table.revision();
    }

    /** All members but this node, sorted by id. */
    public List<Member> members() {
        return table.members();
    }

    /** What limits how well this node can tell. */
    public Set<Condition> conditions() {
        return conditions.current();
    }
}
