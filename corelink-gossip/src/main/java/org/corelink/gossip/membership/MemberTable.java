package org.corelink.gossip.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The members, and the one place where they come, change state and go. What they say is judged by {@link Statements},
 * what is said about them by {@link Testimony}; their silence is judged here.
 */
final class MemberTable {
    private final long staleAfterNanos;
    private final long removeAfterNanos;
    private final int maxMembers;
    private final AttentiveClock clock;
    private final NavigableMap<NodeId, Known> members = new TreeMap<>();

    /** No member changes state by silence before this time of {@link #clock}: saves a walk over all of them. */
    private long nextExpiryNanos;

    private long revision;
    private long ringRevision;

    MemberTable(GossipConfig config, AttentiveClock clock) {
        this.staleAfterNanos = config.staleAfter().toNanos();
        this.removeAfterNanos = config.removeAfter().toNanos();
        this.maxMembers = config.maxMembers();
        this.clock = clock;
    }

    boolean isFull() {
        return members.size() >= maxMembers;
    }

    /** A new member. */
    void add(Known known, List<MembershipEvent> events) {
        long expiryNanos = known.heardNanos() + staleAfterNanos;
        nextExpiryNanos = members.isEmpty() ? expiryNanos : Timing.earlier(nextExpiryNanos, expiryNanos);
        members.put(known.member().id(), known);
        moved(Transition.JOIN, known, events);
    }

    /** A member comes into another state. */
    void become(
            Transition transition,
            Known known,
            MemberState state,
            String reason,
            long nanos,
            List<MembershipEvent> events) {
        known.become(state, reason, clock.at(nanos));
        nextExpiryNanos = Timing.earlier(nextExpiryNanos, known.ownSignNanos() + staleAfterNanos);
        moved(transition, known, events);
    }

    void remove(Known known, String reason, List<MembershipEvent> events) {
        members.remove(known.member().id());
        known.replace(known.member().inState(known.state(), reason));
        moved(Transition.REMOVE, known, events);
    }

    /** Forgets a member without a word. */
    Optional<Member> forget(NodeId id) {
        Optional<Member> forgotten = Optional.ofNullable(members.remove(id)).map(Known::member);
        if (forgotten.isPresent()) {
            revision++;
            ringRevision++;
        }
        return forgotten;
    }

    /** The one place where a member has appeared, changed state or gone. */
    void moved(Transition transition, Known known, List<MembershipEvent> events) {
        revision++;
        ringRevision++;
        events.add(transition.event(known.member(), known.member().reason()));
    }

    /** A member has said something new about itself, and is in the same state as before. */
    void changed() {
        revision++;
    }

    /** A member has another address. */
    void readdressed() {
        ringRevision++;
    }

    /** Makes silent members stale, and forgets those that were silent for longer. */
    void expire(long nanos, List<MembershipEvent> events) {
        long attentiveNanos = clock.at(nanos);
        if (members.isEmpty() || !Timing.isDue(nextExpiryNanos, attentiveNanos)) {
            return;
        }
        long nextNanos = attentiveNanos + staleAfterNanos;
        for (Known known : List.copyOf(members.values())) {
            nextNanos = Timing.earlier(nextNanos, expire(known, attentiveNanos, nanos, events));
        }
        nextExpiryNanos = nextNanos;
    }

    /** Does what is due for one member; returns when its next change is due. */
    private long expire(Known known, long attentiveNanos, long nanos, List<MembershipEvent> events) {
        long staleNanos = known.ownSignNanos() + staleAfterNanos;
        long removalNanos = known.ownSignNanos() + removeAfterNanos;
        if (Timing.isDue(removalNanos, attentiveNanos)) {
            remove(known, silence(removeAfterNanos), events);
            return attentiveNanos + staleAfterNanos;
        }
        if (known.isAlive() && Timing.isDue(staleNanos, attentiveNanos)) {
            become(Transition.STALE, known, MemberState.STALE, silence(staleAfterNanos), nanos, events);
            return removalNanos;
        }
        return known.isAlive() ? staleNanos : removalNanos;
    }

    private static String silence(long nanos) {
        return "silent for " + nanos / 1_000_000_000.0 + " s";
    }

    /** How often anything that the view shows has changed. */
    long revision() {
        return revision;
    }

    /** How often anybody has come, changed state or address, or gone. */
    long ringRevision() {
        return ringRevision;
    }

    @Nullable
    Known get(NodeId id) {
        return members.get(id);
    }

    /** Whether the run that sent something is one whose state is known. */
    boolean knows(Origin origin) {
        Known known = members.get(origin.node());
        return known != null && origin.isSameRun(known.origin());
    }

    /** The label of a node; of one that is no member, its id. */
    String nameOf(NodeId id) {
        Known known = members.get(id);
        return known == null ? id.value() : known.member().name();
    }

    /** All members with what the view does not show, sorted by id; read only. */
    Collection<Known> all() {
        return members.values();
    }

    /** All members, sorted by id. */
    List<Member> members() {
        List<Member> list = new ArrayList<>(members.size());
        members.values().forEach(known -> list.add(known.member()));
        return list;
    }
}
