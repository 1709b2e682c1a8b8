package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
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
 * to whoever is heard for the first time. <b>Beats</b> tell a few watchers twice a second that it is alive; a watcher that
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
    private final Format format;
    private final GossipConfig config;
    private final RandomGenerator random;
    private final Self self;
    private final AttentiveClock clock;
    private final LocalHealth health;
    private final MemberTable table;
    private final Announcement announcement;
    private final InventoryDesk inventories;
    private final Greetings greetings;
    private final Watch watch;
    private final Investigations investigations;
    private final Helping helping;
    private final Conditions conditions;
    private final PeerBook peers;
    private final ReplyLimiter<InetAddress> replies = new ReplyLimiter<>();
    private final ReplyLimiter<Objection> objections = new ReplyLimiter<>();
    private final long startNanos;
    private int startBeats;
    private long nextDigestNanos;

    /** Whom this node has told that {@code about} is alive. */
    private record Objection(InetAddress to, NodeId about) {}

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
        this.format = format;
        this.config = config;
        this.random = random;
        this.self = new Self(identity);
        this.clock = new AttentiveClock(now.nanos());
        this.health = new LocalHealth(now.nanos());
        this.table = new MemberTable(format, config, clock);
        String name = format == Format.OPEN ? config.name() : "";
        this.announcement = new Announcement(
                self, config, name, reading(publication), now.epochMillis() / 1_000, random, now.nanos());
        this.inventories = new InventoryDesk(self, config, publication.inventory(), random, now.nanos());
        this.greetings = new Greetings(random);
        this.watch = new Watch(self, table, now.nanos());
        this.investigations = new Investigations(self, table, watch, health, random);
        this.helping = new Helping(self, table, random);
        this.conditions = new Conditions(config, now.nanos());
        this.peers = new PeerBook(config);
        this.startNanos = now.nanos();
        this.nextDigestNanos = now.nanos() + digestDelay();
        publishInventory(publication, now.nanos());
    }

    private Payload reading(Publication publication) {
        return format == Format.OPEN ? publication.open() : publication.reading();
    }

    private void publishInventory(Publication publication, long nanos) {
        if (format == Format.SEALED) {
            inventories.show(publication.inventory(), nanos);
            announcement.inventory(inventories.hash());
        }
    }

    /** Says {@code publication} from the next regular heartbeat on; a changed inventory at once. */
    public void publish(Publication publication, long nanos) {
        announcement.say(reading(publication));
        publishInventory(publication, nanos);
    }

    /** Says {@code publication} at once, or {@link Timing#HEARTBEAT_GAP} after the last heartbeat, unless it was said. */
    public void publishNow(Publication publication, long nanos) {
        announcement.sayNow(reading(publication));
        publishInventory(publication, nanos);
    }

    /**
     * Takes in one message.
     *
     * @param multicast whether it came by the group
     * @param from where the datagram came from, an address of the local subnets
     */
    public Reception on(Message message, boolean multicast, InetAddress from, Moment now) {
        Origin origin = message.origin();
        if (origin.node().equals(self.id())) {
            return Reception.of(ownVerdict(origin, now.nanos()));
        }
        if (!config.listening()) {
            return onAnnouncer(message, from, now);
        }
        Reception reception = dispatch(message, from, now);
        if (reception.verdict() instanceof Verdict.Accepted) {
            conditions.heard(multicast, clock.at(now.nanos()));
            peers.heard(from);
        }
        return reception;
    }

    /**
     * A message was heard in this format, but is not for it: a more trusted format knows its sender. It shows that this
     * format is heard, so that nobody need be reached by unicast instead.
     *
     * @param multicast whether it came by the group
     */
    public void overhear(boolean multicast, Moment now) {
        conditions.heard(multicast, clock.at(now.nanos()));
    }

    private Verdict ownVerdict(Origin origin, long nanos) {
        if (origin.isSameRun(self.origin())) {
            return Verdict.OWN_ECHO;
        }
        // What an earlier run has said may still be on its way when this one starts.
        boolean straggler = origin.incarnation().orElse(0) < self.incarnation()
                && !Timing.isDue(startNanos + Timing.STRAGGLER.toNanos(), nanos);
        if (!straggler) {
            conditions.copyHeard(clock.at(nanos));
        }
        return rejected(RejectReason.OWN_ID);
    }

    /** A node that only announces itself knows nobody, and answers questions about itself. */
    private Reception onAnnouncer(Message message, InetAddress from, Moment now) {
        return switch (message) {
            case DigestRequest request -> onDigestRequest(request, from, now);
            case Probe probe -> answer(new Ack(self.origin(), self.id(), probe.nonce()), from);
            case InventoryRequest _ -> onInventoryRequest(from, now);
            case Hello hello -> prove(hello, from);
            default -> Reception.of(rejected(RejectReason.NOT_FOR_US));
        };
    }

    private Reception dispatch(Message message, InetAddress from, Moment now) {
        return switch (message) {
            case Heartbeat heartbeat -> onHeartbeat(heartbeat, from, now);
            case DigestResponse response -> onDigestResponse(response, from, now);
            case DigestRequest request -> onDigestRequest(request, from, now);
            case Hello hello -> onHello(hello, from, now);
            case HelloAck ack -> onHelloAck(ack, from, now);
            case Beat _,
                    Probe _,
                    ProbeRequest _,
                    Ack _,
                    Accusation _,
                    Leave _,
                    Inventory _,
                    InventoryRequest _,
                    BucketDigest _,
                    Pull _,
                    Update _,
                    KeyNotice _ -> onSign(message, from, now);
        };
    }

    private Reception onHeartbeat(Heartbeat heartbeat, InetAddress from, Moment now) {
        boolean known = table.knows(heartbeat.origin());
        if (!known) {
            greetings.plan(heartbeat.origin(), from, now.nanos());
        }
        // In the sealed format a first contact may be a recording: the greeting challenges it.
        return format == Format.SEALED && !known
                ? Reception.of(rejected(RejectReason.UNVERIFIED))
                : onState(heartbeat, from, now);
    }

    private Reception onState(Heartbeat heartbeat, InetAddress from, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        Heard heard = table.hear(heartbeat, from, now.nanos(), events);
        if (heard.news() == Heard.News.REUNION || (heard.news() == Heard.News.NEW_RUN && isLate(heartbeat))) {
            announcement.within(Timing.REUNION_SPREAD, now.nanos());
        }
        Known known = table.get(heartbeat.origin().node());
        if (format == Format.SEALED && heard.verdict() instanceof Verdict.Accepted && known != null) {
            inventories.ask(known, heartbeat.inventoryHash(), now.nanos()).ifPresent(outbound::add);
        }
        return new Reception(heard.verdict(), new Step(events, outbound));
    }

    /** Whether a node that is heard for the first time has not just started, so that the network was in two parts. */
    private boolean isLate(Heartbeat heartbeat) {
        long upMillis = Math.round(heartbeat.epochSeconds() * 1_000)
                - heartbeat.origin().incarnation().orElse(Long.MAX_VALUE);
        return upMillis > config.staleAfter().toMillis();
    }

    private Reception onDigestResponse(DigestResponse response, InetAddress from, Moment now) {
        Heartbeat last = announcement.last();
        Reception heard = onState(response.state(), from, now);
        if (response.greets() && last != null) {
            return heard.and(answer(new DigestResponse(last, false), from).step());
        }
        greetings.answered(response.origin());
        return heard;
    }

    private Reception onHello(Hello hello, InetAddress from, Moment now) {
        Reception proof = prove(hello, from);
        return proof.verdict() instanceof Verdict.Accepted || table.knows(hello.origin())
                ? onState(hello.state(), from, now).and(proof.step())
                : proof;
    }

    private Reception prove(Hello hello, InetAddress from) {
        Heartbeat last = announcement.last();
        if (last == null || hello.echo() != self.boot()) {
            return Reception.of(rejected(RejectReason.UNVERIFIED));
        }
        return Reception.of(List.of(
                new Outbound.Unicast(new HelloAck(self.origin(), last, hello.nonce()), from),
                new Outbound.Unicast(inventories.inventory(), from)));
    }

    private Reception onHelloAck(HelloAck ack, InetAddress from, Moment now) {
        return greetings.isMet(ack.origin(), ack.nonce(), now.nanos()) || table.knows(ack.origin())
                ? onState(ack.state(), from, now)
                : Reception.of(rejected(RejectReason.UNVERIFIED));
    }

    /** Messages that are a sign of life without a state. Only members are listened to; others are greeted. */
    private Reception onSign(Message message, InetAddress from, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        if (!table.sign(message.origin(), now.nanos(), events)) {
            greetings.plan(message.origin(), from, now.nanos());
            return Reception.of(rejected(RejectReason.UNVERIFIED));
        }
        return onMember(message, from, now).after(events);
    }

    private Reception onMember(Message message, InetAddress from, Moment now) {
        return switch (message) {
            case Beat beat -> onBeat(beat, now);
            case Probe probe -> answer(new Ack(self.origin(), self.id(), probe.nonce()), from);
            case ProbeRequest request -> Reception.of(helping.onRequest(request, from, clock.at(now.nanos())));
            case Ack ack -> onAck(ack, now);
            case Accusation accusation -> onAccusation(accusation, from, now);
            case Leave leave -> onLeave(leave, now);
            case Inventory inventory -> onInventory(inventory);
            case InventoryRequest _ -> onInventoryRequest(from, now);
            case BucketDigest digest -> onBucketDigest(digest, from);
            case Pull pull ->
                Reception.of(List.of(new Outbound.Relaying(Buckets.members(table, pull.buckets()), from)));
            case KeyNotice notice -> onKeyNotice(notice);
            case Update _ -> Reception.of(Verdict.ACCEPTED); // Its datagrams are opened by the caller, one by one.
            case Heartbeat _, DigestRequest _, DigestResponse _, Hello _, HelloAck _ ->
                throw new AssertionError("has a state: " + message);
        };
    }

    private Reception onBeat(Beat beat, Moment now) {
        watch.beat(beat.origin().node(), clock.at(now.nanos()));
        return Reception.of(Verdict.ACCEPTED);
    }

    private static Reception answer(Message message, InetAddress to) {
        return Reception.of(List.of(new Outbound.Unicast(message, to)));
    }

    private Reception onAck(Ack ack, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        boolean byAnother = !ack.subject().equals(ack.origin().node());
        if (byAnother && investigations.asks(ack.subject(), ack.nonce())) {
            table.vouch(ack.subject(), nameOf(ack.origin().node()), now.nanos(), events);
        }
        return Reception.of(helping.onAck(ack)).after(events);
    }

    private Reception onAccusation(Accusation accusation, InetAddress from, Moment now) {
        if (accusation.subject().equals(self.id())) {
            return refute(accusation, from, now);
        }
        List<MembershipEvent> events = new ArrayList<>();
        if (table.accuse(accusation, nameOf(accusation.origin().node()), now.nanos(), events)) {
            return Reception.of(Verdict.ACCEPTED).after(events);
        }
        Verdict disproved = rejected(RejectReason.DISPROVED);
        return objections.grants(new Objection(from, accusation.subject()), now.nanos())
                ? new Reception(
                        disproved,
                        answer(new Ack(self.origin(), accusation.subject(), 0), from)
                                .step())
                : Reception.of(disproved);
    }

    private Reception refute(Accusation accusation, InetAddress from, Moment now) {
        if (accusation.incarnation() < self.incarnation()) {
            return Reception.of(rejected(RejectReason.NOT_NEWER));
        }
        if (!self.canHaveHad(accusation.incarnation())) {
            return Reception.of(rejected(RejectReason.DISPROVED));
        }
        self.refute(accusation.incarnation());
        health.suffer(now.nanos());
        announcement.within(Duration.ZERO, now.nanos());
        String by = "held for silent by " + nameOf(accusation.origin().node());
        Beat beat = new Beat(self.origin());
        return Reception.of(List.of(new Outbound.Multicast(beat), new Outbound.Unicast(beat, from)))
                .after(List.of(new MembershipEvent.Refuted(self.id(), config.name(), by)));
    }

    private String nameOf(NodeId id) {
        Known known = table.get(id);
        return known == null ? id.value() : known.member().name();
    }

    private Reception onLeave(Leave leave, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        table.leave(leave.origin(), now.nanos(), events);
        return Reception.of(Verdict.ACCEPTED).after(events);
    }

    private Reception onInventory(Inventory inventory) {
        List<MembershipEvent> events = new ArrayList<>();
        return table.inventory(inventory, events)
                ? Reception.of(Verdict.ACCEPTED).after(events)
                : Reception.of(rejected(RejectReason.NOT_NEWER));
    }

    private Reception onInventoryRequest(InetAddress from, Moment now) {
        inventories.onRequest(from, now.nanos());
        return Reception.of(Verdict.ACCEPTED);
    }

    private Reception onBucketDigest(BucketDigest digest, InetAddress from) {
        int buckets = Buckets.differences(Buckets.hashes(table, digest.origin().node()), digest.hashes());
        return buckets == 0 ? Reception.of(Verdict.ACCEPTED) : answer(new Pull(self.origin(), buckets), from);
    }

    private Reception onKeyNotice(KeyNotice notice) {
        return Reception.of(Verdict.ACCEPTED).after(onRotation(notice).events());
    }

    /** Somebody sends under another key, and says so or was heard to. */
    public Step onRotation(KeyNotice notice) {
        NodeId node = notice.origin().node();
        return new Step(List.of(new MembershipEvent.KeyRotated(node, nameOf(node), notice.epoch())), List.of());
    }

    /** A datagram of this cluster has come that is sealed under a key which this node does not hold. */
    public void onUnknownEpoch(Moment now) {
        conditions.unknownKeyHeard(clock.at(now.nanos()));
    }

    private Reception onDigestRequest(DigestRequest request, InetAddress from, Moment now) {
        if (!request.target().equals(config.name())) {
            return Reception.of(rejected(RejectReason.NOT_FOR_US));
        }
        Heartbeat last = announcement.last();
        if (last == null || last.sequence() <= request.known().getOrDefault(config.name(), -1L)) {
            return Reception.of(Verdict.ACCEPTED);
        }
        return replies.grants(from, now.nanos())
                ? answer(new DigestResponse(last, false), from)
                : Reception.of(rejected(RejectReason.RATE_LIMITED));
    }

    /** A datagram in the short sealed form has come whose sender is not known: what that node answers is in the long one. */
    public Step onUnknownSender(InetAddress from, Moment now) {
        return replies.grants(from, now.nanos())
                ? Step.sending(List.of(new Outbound.Unicast(new Probe(self.origin(), 0), from)))
                : Step.NOTHING;
    }

    /** The kernel of the machine at {@code address} says that nobody listens there. */
    public Step onRefusal(InetAddress address, Moment now) {
        Optional<Known> refused = watch.successors().stream()
                .filter(known -> known.address().equals(address))
                .findFirst();
        if (refused.isEmpty()) {
            return Step.NOTHING;
        }
        Step verdict = investigations.refused(refused.get(), now.nanos(), clock.at(now.nanos()));
        return verdict.events().isEmpty() && verdict.outbound().isEmpty()
                ? Step.sending(List.of(new Outbound.Beating(new Beat(self.origin()), address)))
                : verdict;
    }

    private static Verdict rejected(RejectReason reason) {
        return new Verdict.Rejected(reason);
    }

    /** Does what is due by time. Call it no later than {@link #nextDueNanos} said, and after the messages at hand. */
    public Step tick(Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        health.turn(now.nanos());
        table.expire(now.nanos(), events);
        if (conditions.refresh(clock.at(now.nanos()))) {
            announcement.within(Duration.ZERO, now.nanos());
        }
        announce(now, outbound);
        if (config.listening()) {
            greet(now.nanos(), outbound);
            live(now, events, outbound);
            compare(now.nanos(), outbound);
        }
        return new Step(events, outbound);
    }

    private void announce(Moment now, List<Outbound> outbound) {
        if (announcement.isDue(now.nanos())) {
            Heartbeat heartbeat = announcement.next(now, this::hearing);
            outbound.add(new Outbound.Multicast(heartbeat));
            unicastTargets().forEach(to -> outbound.add(new Outbound.Unicast(heartbeat, to)));
        }
        if (format == Format.SEALED) {
            outbound.addAll(inventories.due(now.nanos()));
        }
    }

    private Hearing hearing() {
        Set<NodeId> heard = new HashSet<>(Set.of(self.id()));
        TreeSet<NodeId> nodes = new TreeSet<>(Set.of(self.id()));
        for (Known known : table.all()) {
            nodes.add(known.member().id());
            if (known.isAlive()) {
                heard.add(known.member().id());
            }
        }
        return Hearing.of(nodes, heard);
    }

    /** Configured peers until they are members, and everybody if multicast reaches nobody. */
    private Set<InetAddress> unicastTargets() {
        if (conditions.isGroupSilent()) {
            return peers.all();
        }
        Set<InetAddress> targets = new LinkedHashSet<>(peers.configured());
        table.all().stream().filter(Known::isAlive).map(Known::address).forEach(targets::remove);
        return targets;
    }

    private void greet(long nanos, List<Outbound> outbound) {
        Heartbeat last = announcement.last();
        if (last == null) {
            return;
        }
        for (Greetings.Greeting greeting : greetings.due(nanos)) {
            if (format == Format.OPEN) {
                outbound.add(new Outbound.Unicast(new DigestResponse(last, true), greeting.to()));
            } else {
                Hello hello = new Hello(self.origin(), last, greeting.run().boot(), greeting.nonce());
                outbound.add(new Outbound.Unicast(hello, greeting.to()));
                outbound.add(new Outbound.Unicast(inventories.inventory(), greeting.to()));
            }
        }
    }

    private void live(Moment now, List<MembershipEvent> events, List<Outbound> outbound) {
        long attentiveNanos = clock.at(now.nanos());
        watch.refresh(attentiveNanos);
        Beat beat = new Beat(self.origin());
        if (startBeats < Timing.START_BEATS
                && Timing.isDue(startNanos + (startBeats + 1) * Timing.RHYTHM.toNanos(), now.nanos())) {
            startBeats++;
            outbound.add(new Outbound.Multicast(beat));
        }
        if (watch.takeBeat(now.nanos())) {
            askSilent(now.nanos(), attentiveNanos, outbound);
            watch.successors().forEach(known -> outbound.add(new Outbound.Beating(beat, known.address())));
        }
        boolean isolated = watch.watched() > 1 && conditions.isIsolated(attentiveNanos);
        Step step = investigations.turn(now.nanos(), attentiveNanos, isolated);
        events.addAll(step.events());
        outbound.addAll(step.outbound());
    }

    /**
     * Asks those whose heartbeat is overdue, so that no loss makes a live member stale: whether they are there, twice a
     * second, and for their state by a greeting.
     */
    private void askSilent(long nanos, long attentiveNanos, List<Outbound> outbound) {
        long askAfterNanos = Timing.ASK_AFTER.toNanos();
        for (Known known : table.all()) {
            if (!known.isAlive() || !known.isWatcher()) {
                continue;
            }
            if (attentiveNanos - known.ownSignNanos() >= askAfterNanos) {
                outbound.add(new Outbound.Unicast(new Probe(self.origin(), 0), known.address()));
            }
            if (attentiveNanos - known.heardNanos() >= askAfterNanos) {
                greetings.plan(known.origin(), known.address(), nanos);
            }
        }
    }

    private void compare(long nanos, List<Outbound> outbound) {
        if (!Timing.isDue(nextDigestNanos, nanos)) {
            return;
        }
        nextDigestNanos = nanos + digestDelay();
        List<Known> alive = table.all().stream().filter(this::isAsked).toList();
        if (!alive.isEmpty()) {
            outbound.add(comparison(alive.get(random.nextInt(alive.size()))));
        }
    }

    /** In the open format a silent member is asked too: multicast may be all that is broken. */
    private boolean isAsked(Known known) {
        return format == Format.OPEN || known.isAlive();
    }

    /** In the open format it names only what the target can answer, so that its cost does not grow with the cluster. */
    private Outbound comparison(Known with) {
        if (format == Format.SEALED) {
            List<Integer> hashes = Buckets.hashes(table, with.member().id());
            return new Outbound.Unicast(new BucketDigest(self.origin(), hashes), with.address());
        }
        Member member = with.member();
        Map<String, Long> known = Map.of(member.name(), member.sequence());
        return new Outbound.Unicast(
                new DigestRequest(self.origin(), config.name(), member.name(), known), with.address());
    }

    private long digestDelay() {
        return Timing.jittered(Timing.DIGEST, Timing.DIGEST_JITTER, random);
    }

    /** What to send on a clean stop. */
    public List<Outbound> leave() {
        Leave leave = new Leave(self.origin());
        List<Outbound> outbound = new ArrayList<>(List.of(new Outbound.Multicast(leave)));
        watch.neighbours().forEach(known -> outbound.add(new Outbound.Unicast(leave, known.address())));
        return outbound;
    }

    /** This node holds other keys from now on: whether any is missing is to be seen. */
    public void keysChanged() {
        conditions.keysChanged();
    }

    /** What to send after the group key of {@code epoch} has become the one in use. */
    public Outbound keyNotice(int epoch) {
        return new Outbound.Multicast(new KeyNotice(self.origin(), epoch));
    }

    /** Addresses whose refusal of a beat is evidence: of the members that this node sends its beats to. */
    public Set<InetAddress> beatTargets() {
        Set<InetAddress> targets = new LinkedHashSet<>();
        watch.successors().forEach(known -> targets.add(known.address()));
        return targets;
    }

    /**
     * Monotonic time at which {@link #tick} has something urgent to do, at the latest {@code regularNanos}, when it is
     * called anyway. A node that only announces itself has no rhythm: whatever it has to do counts as urgent.
     */
    public long nextDueNanos(long nowNanos, long regularNanos) {
        if (config.listening()) {
            long due = investigations.nextNanos(greetings.nextNanos(nowNanos, regularNanos));
            return Timing.earlier(due, inventories.answerNanos(due));
        }
        long due = Timing.earlier(regularNanos, announcement.nextNanos());
        return format == Format.SEALED ? Timing.earlier(due, inventories.nextNanos()) : due;
    }

    /**
     * A member of this format has spoken to this node in a lesser one: it does not know this node by this format yet, and
     * is greeted.
     */
    public void reintroduce(NodeId id, long nanos) {
        Known known = table.get(id);
        if (known != null) {
            greetings.plan(known.origin(), known.address(), nanos);
        }
    }

    /**
     * The other format knows this node better: it is not shown here, and not watched.
     *
     * @return what was known of it; empty if nothing was
     */
    public Optional<Member> forget(NodeId id) {
        return table.forget(id);
    }

    /** This node in this run. */
    public Origin origin() {
        return self.origin();
    }

    /** Whether it is a member. */
    public boolean hasMember(NodeId id) {
        return table.get(id) != null;
    }

    /**
     * Takes in a heartbeat or an inventory that another member has passed on. It can be old: it makes known that a node
     * exists, which is then greeted and speaks for itself, but never that it is alive.
     *
     * @param address where the other member has heard it from, an address of the local subnets
     */
    public Reception onRelayed(Message message, InetAddress address, Moment now) {
        if (message.origin().node().equals(self.id())) {
            return Reception.of(Verdict.OWN_ECHO);
        }
        if (!table.knows(message.origin())) {
            greetings.plan(message.origin(), address, now.nanos());
            return Reception.of(Verdict.ACCEPTED);
        }
        return message instanceof Inventory inventory ? onInventory(inventory) : Reception.of(Verdict.ACCEPTED);
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
