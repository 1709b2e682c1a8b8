package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;

/**
 * The protocol as one node plays it: messages and time go in, events and messages come out.
 *
 * <p><b>Heartbeats</b> tell the group every few seconds that this node is there, and its payload. <b>Digests</b> repair
 * what the group missed: every ten seconds one random member is asked, by unicast, whether it has a newer state than
 * the one known here; it answers with its last heartbeat if so.
 *
 * <p><b>Answering.</b> A 0.01.x node multicasts its requests and expects the whole state in return, so that an answer
 * may be longer than its request. What bounds the harm of a request with a forged source: only addresses of the local
 * subnets are answered (the caller sees to that), each at most once a second ({@link RejectReason#RATE_LIMITED}
 * otherwise) and all together at most {@value GossipConfig#DEFAULT_MAX_MEMBERS} times a second, by one datagram of at
 * most 1,400 B, always to the group's own unicast port. "No reply larger than its request" is for formats where both
 * ends are ours; here it would mean never to answer a 0.01.x node.
 *
 * <p>Not thread-safe; one thread owns it. All its memory is bounded by {@link GossipConfig#maxMembers()}.
 */
public final class Membership {
    private final Identity identity;
    private final GossipConfig config;
    private final RandomGenerator random;
    private final Announcement announcement;
    private final MemberTable table;
    private final ReplyLimiter replies = new ReplyLimiter();
    private long nextDigestNanos;

    /**
     * A node that has said and heard nothing yet; its first {@link #tick} sends its first heartbeat.
     *
     * @param random decides every random delay and choice
     * @param nowNanos monotonic time
     */
    public Membership(Identity identity, GossipConfig config, Payload payload, RandomGenerator random, long nowNanos) {
        this.identity = identity;
        this.config = config;
        this.random = random;
        this.announcement = new Announcement(identity, config, payload, random, nowNanos);
        this.table = new MemberTable(config, new AttentiveClock(nowNanos));
        this.nextDigestNanos = nowNanos + digestDelay();
    }

    /** Says {@code payload} from the next regular heartbeat on. */
    public void publish(Payload payload) {
        announcement.say(payload);
    }

    /** Says {@code payload} at once, or {@link Timing#HEARTBEAT_GAP} after the last heartbeat, unless it was said. */
    public void publishNow(Payload payload) {
        announcement.sayNow(payload);
    }

    /**
     * Takes in one message.
     *
     * @param from where the datagram came from, an address of the local subnets
     */
    public Reception on(Message message, InetAddress from, Moment now) {
        if (message.sender().equals(identity.self())) {
            return Reception.of(isEcho(message) ? Verdict.OWN_ECHO : rejected(RejectReason.OWN_NAME));
        }
        return switch (message) {
            case Heartbeat heartbeat -> onState(heartbeat, from, now);
            case DigestResponse response -> onState(response.state(), from, now);
            case DigestRequest request -> onRequest(request, from, now);
        };
    }

    /** Only heartbeats of ours are multicast, and none but this run has its incarnation. */
    private boolean isEcho(Message message) {
        return message instanceof Heartbeat heartbeat
                && heartbeat.incarnation().equals(OptionalLong.of(identity.incarnation()));
    }

    private Reception onState(Heartbeat heartbeat, InetAddress from, Moment now) {
        if (!config.listening()) {
            return Reception.of(rejected(RejectReason.NOT_FOR_US));
        }
        List<MembershipEvent> events = new ArrayList<>();
        Verdict verdict = table.hear(heartbeat, from, now.nanos(), events);
        return Reception.of(verdict, events);
    }

    private Reception onRequest(DigestRequest request, InetAddress from, Moment now) {
        if (!request.target().equals(identity.self())) {
            return Reception.of(rejected(RejectReason.NOT_FOR_US));
        }
        Heartbeat last = announcement.last();
        if (last == null || last.sequence() <= request.known().getOrDefault(identity.self(), -1L)) {
            return Reception.of(Verdict.ACCEPTED);
        }
        return replies.grants(from, now.nanos())
                ? Reception.answeredBy(new Outbound.Unicast(new DigestResponse(last), from))
                : Reception.of(rejected(RejectReason.RATE_LIMITED));
    }

    private static Verdict rejected(RejectReason reason) {
        return new Verdict.Rejected(reason);
    }

    /** Does what is due by time. Call it no later than {@link #nextDueNanos} said, and after the messages at hand. */
    public Step tick(Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        table.expire(now.nanos(), events);
        if (announcement.isDue(now.nanos())) {
            outbound.add(new Outbound.Multicast(announcement.next(now)));
        }
        if (Timing.isDue(nextDigestNanos, now.nanos())) {
            nextDigestNanos = now.nanos() + digestDelay();
            if (!table.isEmpty()) {
                outbound.add(ask(table.any(random)));
            }
        }
        return new Step(events, outbound);
    }

    /** Names only what the target can answer, so that the cost of a request does not grow with the cluster. */
    private Outbound ask(Member target) {
        Map<NodeId, Long> known = Map.of(target.id(), target.sequence());
        return new Outbound.Unicast(new DigestRequest(identity.self(), target.id(), known), target.address());
    }

    private long digestDelay() {
        return Timing.jittered(Timing.DIGEST, Timing.DIGEST_JITTER, random);
    }

    /** Monotonic time at which {@link #tick} has something to do, at most {@link Timing#IDLE} away if listening. */
    public long nextDueNanos(long nowNanos) {
        if (!config.listening()) {
            return announcement.nextNanos();
        }
        long due = Timing.earlier(announcement.nextNanos(), nextDigestNanos);
        due = Timing.earlier(due, nowNanos + Timing.IDLE.toNanos());
        return table.isEmpty() ? due : Timing.earlier(due, table.nextExpiry(nowNanos));
    }

    /** A number that is different after every change of {@link #members()}. */
    public long revision() {
        return table.revision();
    }

    /** All members but this node, sorted by id. */
    public List<Member> members() {
        return table.members();
    }
}
