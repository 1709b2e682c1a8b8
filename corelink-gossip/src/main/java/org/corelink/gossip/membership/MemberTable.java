package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Heartbeat;

/** The members and the rules by which they come, change state and go. */
final class MemberTable {
    private final long staleAfterNanos;
    private final long removeAfterNanos;
    private final int maxMembers;
    private final AttentiveClock clock;
    private final NavigableMap<NodeId, Known> members = new TreeMap<>();

    /** No member changes state by silence before this time of {@link #clock}: saves a walk over all of them. */
    private long nextExpiryNanos;

    private long revision;

    MemberTable(GossipConfig config, AttentiveClock clock) {
        this.staleAfterNanos = config.staleAfter().toNanos();
        this.removeAfterNanos = config.removeAfter().toNanos();
        this.maxMembers = config.maxMembers();
        this.clock = clock;
    }

    /** Takes over what a node says about itself, if it is newer than what is known. */
    Verdict hear(Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        Known known = members.get(heartbeat.sender());
        if (known == null) {
            return join(heartbeat, from, nanos, events);
        }
        Stamp stamp = Stamp.of(heartbeat);
        Recency recency = Recency.of(stamp, known.stamp(), known.superseded());
        if (recency == Recency.NOT_NEWER) {
            return new Verdict.Rejected(RejectReason.NOT_NEWER);
        }
        Superseded superseded = Recency.supersede(stamp, known.stamp(), known.superseded());
        Known next = new Known(member(heartbeat, from, nanos), stamp, superseded, clock.at(nanos));
        if (recency == Recency.RESTARTED) {
            move(Transition.RESTART, next, restartReason(stamp, known.stamp()), events);
        } else if (known.member().state() == MemberState.STALE) {
            move(Transition.RETURN, next, "heard again from " + from.getHostAddress(), events);
        } else {
            put(next);
        }
        return Verdict.ACCEPTED;
    }

    private Verdict join(Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        if (members.size() >= maxMembers) {
            return new Verdict.Rejected(RejectReason.TOO_MANY_MEMBERS);
        }
        Known next =
                new Known(member(heartbeat, from, nanos), Stamp.of(heartbeat), Superseded.NOTHING, clock.at(nanos));
        long expiryNanos = next.heardNanos() + staleAfterNanos;
        nextExpiryNanos = members.isEmpty() ? expiryNanos : Timing.earlier(nextExpiryNanos, expiryNanos);
        move(Transition.JOIN, next, "first heard from " + from.getHostAddress(), events);
        return Verdict.ACCEPTED;
    }

    private static Member member(Heartbeat heartbeat, InetAddress from, long nanos) {
        return new Member(
                heartbeat.sender(),
                MemberState.ONLINE,
                from,
                heartbeat.sequence(),
                heartbeat.epochSeconds(),
                nanos,
                heartbeat.payload());
    }

    private static String restartReason(Stamp next, Stamp known) {
        return next.incarnation().isPresent()
                ? "new incarnation " + next.incarnation().getAsLong()
                : "sequence went from " + known.sequence() + " to " + next.sequence() + " while its clock went on";
    }

    /** Makes silent members stale, and forgets those that were silent for longer. */
    void expire(long nanos, List<MembershipEvent> events) {
        long attentiveNanos = clock.at(nanos);
        if (members.isEmpty() || !Timing.isDue(nextExpiryNanos, attentiveNanos)) {
            return;
        }
        long nextNanos = attentiveNanos + staleAfterNanos;
        for (Known known : List.copyOf(members.values())) {
            nextNanos = Timing.earlier(nextNanos, expire(known, attentiveNanos, events));
        }
        nextExpiryNanos = nextNanos;
    }

    /** Does what is due for one member; returns when its next change is due. */
    private long expire(Known known, long attentiveNanos, List<MembershipEvent> events) {
        long staleNanos = known.heardNanos() + staleAfterNanos;
        long removalNanos = known.heardNanos() + removeAfterNanos;
        boolean online = known.member().state() == MemberState.ONLINE;
        if (Timing.isDue(removalNanos, attentiveNanos)) {
            move(Transition.REMOVE, known, silence(removeAfterNanos), events);
            return attentiveNanos + staleAfterNanos;
        }
        if (online && Timing.isDue(staleNanos, attentiveNanos)) {
            move(Transition.STALE, known.inState(MemberState.STALE), silence(staleAfterNanos), events);
            return removalNanos;
        }
        return online ? staleNanos : removalNanos;
    }

    private static String silence(long nanos) {
        return "silent for " + nanos / 1_000_000_000.0 + " s";
    }

    /** The one place where a member appears, changes state or goes. */
    private void move(Transition transition, Known next, String reason, List<MembershipEvent> events) {
        NodeId node = next.member().id();
        if (transition == Transition.REMOVE) {
            members.remove(node);
            revision++;
        } else {
            put(next);
        }
        events.add(transition.event(node, reason));
    }

    private void put(Known next) {
        members.put(next.member().id(), next);
        revision++;
    }

    /** How often anything in the table has changed. */
    long revision() {
        return revision;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Any one member, each with the same chance; the table must not be empty. */
    Member any(RandomGenerator random) {
        return members().get(random.nextInt(members.size()));
    }

    /** All members, sorted by id. */
    List<Member> members() {
        List<Member> list = new ArrayList<>(members.size());
        members.values().forEach(known -> list.add(known.member()));
        return list;
    }

    /** Monotonic time of the next change by silence; the table must not be empty. */
    long nextExpiry(long nanos) {
        return nanos + (nextExpiryNanos - clock.at(nanos));
    }
}
