package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.runtime.GossipAgent;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** What must hold of all that one run of a node sends, and of how it counts that. */
final class TrafficRules {
    /** What one address gets in a second of greetings, or of answers to greetings: a newcomer and its next run. */
    private static final int GREETINGS = 2 * Timing.GREETINGS;

    /** So often the counters are compared. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** In the long sealed form: where the epoch of the key is. */
    private static final int EPOCH_AT = 11;

    private final SimulatedNode node;
    private final Rules rules;
    private final EventScheduler scheduler;
    private final Truth truth;
    private final Map<Format, Rhythm> rhythms = new EnumMap<>(Format.class);
    private final Map<Addressee, Share> shares = new HashMap<>();
    private long received;
    private long sent;
    private long sentBytes;
    private long refusals;
    private long suspected;
    private long condemned;
    private long refuted;
    private int epoch;
    private long resumedNanos;
    private long lookedNanos;

    /** The newest heartbeat of one format. */
    private record Rhythm(long incarnation, long sequence, long atNanos) {}

    /** Who gets what; {@code about} is null where that makes no difference. */
    private record Addressee(Class<? extends Message> what, InetAddress to, @Nullable Object about) {}

    private record Share(long sinceNanos, int used) {}

    TrafficRules(SimulatedNode node, EventScheduler scheduler, Truth truth) {
        this.node = node;
        this.rules = new Rules(node, scheduler);
        this.scheduler = scheduler;
        this.truth = truth;
        this.resumedNanos = scheduler.nowNanos();
        this.lookedNanos = scheduler.nowNanos();
    }

    void onResume() {
        resumedNanos = scheduler.nowNanos();
    }

    void onReceive() {
        received++;
    }

    void onRefusal() {
        refusals++;
    }

    void onEvents(List<MembershipEvent> events) {
        for (MembershipEvent event : events) {
            switch (event) {
                case MembershipEvent.Suspected _ -> suspected++;
                case MembershipEvent.WentDown _ -> condemned++;
                case MembershipEvent.Refuted _ -> refuted++;
                default -> {
                    // Has no counter.
                }
            }
        }
    }

    /** A datagram goes out; {@code to} is null if it goes to the group. */
    void onSend(byte[] datagram, Message message, Format format, @Nullable InetAddress to) {
        sent++;
        sentBytes += datagram.length;
        rules.require(datagram.length <= WireFormat.MAX_DATAGRAM_BYTES, "keeps to the longest datagram", message);
        rules.require(message.origin().node().equals(node.id()), "speaks for nobody else", message);
        boolean toItself = node.address().equals(to) && !truth.isInherited(node.address());
        rules.require(!toItself || isQuestion(message, format), "does not speak to itself", message);
        long incarnation = message.origin().incarnation().orElse(0);
        truth.uses(node.id(), incarnation);
        checkEpoch(datagram, message, format);
        if (to == null && message instanceof Heartbeat heartbeat) {
            checkRhythm(heartbeat, incarnation, format);
        }
        if (to != null) {
            checkShare(message, to);
        }
    }

    /**
     * Who sends in the short sealed form, unless the long one has come before. It may be this node: it hears its own
     * multicast, but not while it starts on a bad network.
     */
    private static boolean isQuestion(Message message, Format format) {
        return format == Format.SEALED && message instanceof Probe probe && probe.nonce() == 0;
    }

    private void checkEpoch(byte[] datagram, Message message, Format format) {
        if (format == Format.SEALED && datagram[1] == 'L' && !(message instanceof KeyNotice)) {
            int used = datagram[EPOCH_AT];
            rules.require(used >= epoch, "goes back to no earlier key");
            epoch = used;
        }
    }

    /** Heartbeats of one format follow each other neither too fast nor too slowly, and their numbers only grow. */
    private void checkRhythm(Heartbeat heartbeat, long incarnation, Format format) {
        Rhythm last = rhythms.put(format, new Rhythm(incarnation, heartbeat.sequence(), scheduler.nowNanos()));
        if (last == null) {
            return;
        }
        rules.require(incarnation >= last.incarnation(), "goes back to no earlier incarnation");
        rules.require(
                incarnation > last.incarnation() || heartbeat.sequence() > last.sequence(),
                "numbers its heartbeats",
                heartbeat);
        rules.require(
                scheduler.nowNanos() - last.atNanos() >= Timing.HEARTBEAT_GAP.toNanos(),
                "leaves a gap between heartbeats",
                heartbeat);
    }

    /** However often it is asked, an address gets no more than its share. */
    private void checkShare(Message message, InetAddress to) {
        switch (message) {
            case DigestResponse response ->
                count(new Addressee(DigestResponse.class, to, response.greets()), 2 * (1 + GREETINGS));
            case Hello _ -> count(new Addressee(Hello.class, to, null), GREETINGS);
            case HelloAck _ -> count(new Addressee(HelloAck.class, to, null), GREETINGS);
            case Ack ack when ack.nonce() == 0 && !ack.subject().equals(node.id()) ->
                count(new Addressee(Ack.class, to, ack.subject()), 1);
            default -> {
                // Bounded by what others do.
            }
        }
    }

    private void count(Addressee addressee, int most) {
        Share share = shares.get(addressee);
        if (share == null || scheduler.nowNanos() - share.sinceNanos() >= Timing.REPLY_GAP.toNanos()) {
            share = new Share(scheduler.nowNanos(), 0);
        }
        rules.require(share.used() < most, "sends no flood", addressee);
        shares.put(addressee, new Share(share.sinceNanos(), share.used() + 1));
    }

    /** Now and then: the counters tell what happened, and the heartbeats go on. */
    void onTurn(GossipAgent agent) {
        if (scheduler.nowNanos() - lookedNanos >= LOOK.toNanos()) {
            lookedNanos = scheduler.nowNanos();
            checkCounters(agent.counters());
            rhythms.values().forEach(this::checkHeart);
        }
    }

    private void checkHeart(Rhythm last) {
        GossipConfig config = node.config();
        Duration most = config.heartbeat().plus(config.jitter()).plus(Timing.RHYTHM);
        long sinceNanos = Math.max(resumedNanos, last.atNanos());
        rules.require(scheduler.nowNanos() - sinceNanos <= most.toNanos(), "keeps its rhythm");
    }

    private void checkCounters(GossipCounters counters) {
        rules.require(counters.faults() == 0, "has no faults");
        rules.require(
                counters.received() == counters.acceptedInAll() + counters.ownEchoes() + counters.rejectedInAll(),
                "accepts or rejects all that it receives");
        count("received", received, counters.received());
        count("sent", sent, counters.sentDatagrams());
        count("sent bytes", sentBytes, counters.sentBytes());
        count("refusals", refusals, counters.refusals());
        count("suspected", suspected, counters.suspected());
        count("condemned", condemned, counters.condemned());
        count("refuted", refuted, counters.refuted());
    }

    private void count(String what, long really, long counted) {
        rules.require(really == counted, "counts right", what, counted, really);
    }
}
