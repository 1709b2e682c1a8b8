package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.corelink.gossip.Member;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.BucketDigest;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Pull;

/**
 * Anti-entropy: each node compares what it knows with one random member after the other, and fetches what it lacks. In
 * the open format two nodes compare only what they know of the one of them; in the sealed format, their whole tables.
 */
final class Comparison {
    private final Setting setting;
    private final MemberTable table;
    private final Announcement announcement;
    private final ReplyLimiter<InetAddress> replies = ReplyLimiter.ofAnswers();
    private long nextNanos;

    Comparison(Setting setting, MemberTable table, Announcement announcement) {
        this.setting = setting;
        this.table = table;
        this.announcement = announcement;
        this.nextNanos = setting.startNanos() + delay();
    }

    private long delay() {
        return Timing.jittered(Timing.DIGEST, Timing.DIGEST_JITTER, setting.random());
    }

    /** The comparison that is due now, if any. */
    List<Outbound> due(long nanos) {
        if (!Timing.isDue(nextNanos, nanos)) {
            return List.of();
        }
        nextNanos = nanos + delay();
        List<Known> asked = table.all().stream().filter(this::isAsked).toList();
        return asked.isEmpty()
                ? List.of()
                : List.of(question(asked.get(setting.random().nextInt(asked.size()))));
    }

    /** In the open format a silent member is asked too: multicast may be all that is broken. */
    private boolean isAsked(Known known) {
        return !setting.isSealed() || known.isAlive();
    }

    /** In the open format it names only what the target can answer, so that its cost does not grow with the cluster. */
    private Outbound question(Known with) {
        if (setting.isSealed()) {
            List<Integer> hashes = Buckets.hashes(table, with.member().id());
            return new Outbound.Unicast(new BucketDigest(setting.self().origin(), hashes), with.address());
        }
        Member member = with.member();
        Map<String, Long> known = Map.of(member.name(), member.sequence());
        String name = setting.config().name();
        return new Outbound.Unicast(
                new DigestRequest(setting.self().origin(), name, member.name(), known), with.address());
    }

    Reception onDigestRequest(DigestRequest request, InetAddress from, Moment now) {
        String name = setting.config().name();
        if (!request.target().equals(name)) {
            return Reception.rejected(RejectReason.NOT_FOR_US);
        }
        Heartbeat last = announcement.last();
        if (last == null || last.sequence() <= request.known().getOrDefault(name, -1L)) {
            return Reception.of(Verdict.ACCEPTED);
        }
        return replies.grants(from, now.nanos())
                ? Reception.answer(new DigestResponse(last, false), from)
                : Reception.rejected(RejectReason.RATE_LIMITED);
    }

    Reception onBucketDigest(BucketDigest digest, InetAddress from) {
        int buckets = Buckets.differences(Buckets.hashes(table, digest.origin().node()), digest.hashes());
        return buckets == 0
                ? Reception.of(Verdict.ACCEPTED)
                : Reception.answer(new Pull(setting.self().origin(), buckets), from);
    }

    Reception onPull(Pull pull, InetAddress from) {
        return Reception.of(List.of(new Outbound.Relaying(Buckets.members(table, pull.buckets()), from)));
    }
}
