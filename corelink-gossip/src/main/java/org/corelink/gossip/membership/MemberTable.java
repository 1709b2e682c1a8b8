package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Origin;
import org.jspecify.annotations.Nullable;

/** The members and the rules by which they come, change state and go. */
final class MemberTable {
    private final Format format;
    private final long staleAfterNanos;
    private final long removeAfterNanos;
    private final int maxMembers;
    private final String ownName;
    private final AttentiveClock clock;
    private final NavigableMap<NodeId, Known> members = new TreeMap<>();

    /** No member changes state by silence before this time of {@link #clock}: saves a walk over all of them. */
    private long nextExpiryNanos;

    private long revision;
    private long aliveRevision;

    MemberTable(Format format, GossipConfig config, AttentiveClock clock) {
        this.format = format;
        this.staleAfterNanos = config.staleAfter().toNanos();
        this.removeAfterNanos = config.removeAfter().toNanos();
        this.maxMembers = config.maxMembers();
        this.ownName = config.name();
        this.clock = clock;
    }

    /** Takes over what a node says about itself, if it is newer than what is known. */
    Heard hear(Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        Known known = members.get(heartbeat.origin().node());
        if (known == null) {
            return join(heartbeat, from, nanos, events);
        }
        Stamp stamp = Stamp.of(heartbeat);
        Recency recency = Recency.of(stamp, known.stamp(), known.superseded());
        if (recency == Recency.NOT_NEWER || (recency == Recency.NEWER && isLastWord(known, stamp, nanos))) {
            return Heard.rejected(RejectReason.NOT_NEWER);
        }
        return recency == Recency.RESTARTED
                ? restart(known, heartbeat, from, nanos, events)
                : go(known, heartbeat, from, nanos, events);
    }

    /** Whether a datagram of a run that is over has only been late. */
    private boolean isLastWord(Known known, Stamp stamp, long nanos) {
        boolean refutes = stamp.incarnation() > known.stamp().incarnation();
        return switch (known.state()) {
            case LEFT -> true;
            case DOWN -> !refutes && clock.at(nanos) - known.stateNanos() < Timing.STRAGGLER.toNanos();
            case ONLINE, SUSPECT, STALE -> false;
        };
    }

    private Heard join(Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        replaceTwin(heartbeat, from, events);
        if (members.size() >= maxMembers) {
            return Heard.rejected(RejectReason.TOO_MANY_MEMBERS);
        }
        String reason = "first heard from " + from.getHostAddress();
        Member member = member(heartbeat, from, nanos, reason, null);
        Known next = new Known(member, Stamp.of(heartbeat), Superseded.NOTHING, clock.at(nanos));
        long expiryNanos = next.heardNanos() + staleAfterNanos;
        nextExpiryNanos = members.isEmpty() ? expiryNanos : Timing.earlier(nextExpiryNanos, expiryNanos);
        members.put(member.id(), next);
        moved(Transition.JOIN, next, events);
        checkName(next, events);
        return Heard.newRun();
    }

    /** A machine whose program was replaced by another version has another id; its former row is not a second machine. */
    private void replaceTwin(Heartbeat heartbeat, InetAddress from, List<MembershipEvent> events) {
        boolean legacy = heartbeat.origin().incarnation().isEmpty();
        Optional<Known> twin = members.values().stream()
                .filter(known -> known.member().name().equals(heartbeat.name())
                        && known.address().equals(from)
                        && known.member().incarnation().isEmpty() != legacy
                        && (!legacy || !known.isAlive()))
                .findFirst();
        twin.ifPresent(known -> remove(known, "replaced by another version on the same machine", events));
    }

    private Heard restart(
            Known known, Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        Stamp stamp = Stamp.of(heartbeat);
        String reason = stamp.hasIncarnation()
                ? "new incarnation " + stamp.incarnation()
                : "sequence went from " + known.stamp().sequence() + " to " + stamp.sequence()
                        + " while its clock went on";
        take(known, heartbeat, from, nanos, reason);
        known.forgetInventory();
        moved(Transition.RESTART, known, events);
        checkName(known, events);
        return Heard.newRun();
    }

    private Heard go(Known known, Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        MemberState before = known.state();
        boolean returns = before != MemberState.ONLINE;
        String reason = returns
                ? "heard again from " + from.getHostAddress()
                : known.member().reason();
        take(known, heartbeat, from, nanos, reason);
        if (returns) {
            moved(Transition.RETURN, known, events);
        } else {
            revision++;
        }
        return before == MemberState.DOWN ? Heard.reunion() : Heard.plain();
    }

    private void take(Known known, Heartbeat heartbeat, InetAddress from, long nanos, String reason) {
        Stamp stamp = Stamp.of(heartbeat);
        Superseded superseded = Recency.supersede(stamp, known.stamp(), known.superseded());
        known.update(member(heartbeat, from, nanos, reason, known.member()), stamp, superseded, clock.at(nanos));
    }

    private Member member(Heartbeat heartbeat, InetAddress from, long nanos, String reason, @Nullable Member before) {
        NodeId id = heartbeat.origin().node();
        String unnamed = before == null ? id.value() : before.name();
        return new Member(
                id,
                heartbeat.name().isEmpty() ? unnamed : heartbeat.name(),
                MemberState.ONLINE,
                reason,
                format,
                from,
                heartbeat.origin().incarnation(),
                heartbeat.sequence(),
                heartbeat.epochSeconds(),
                nanos,
                before == null ? Payload.NONE : before.inventory(),
                heartbeat.reading(),
                before == null || heartbeat.hearing().isPresent() ? heartbeat.hearing() : before.hearing());
    }

    private void checkName(Known known, List<MembershipEvent> events) {
        Member member = known.member();
        boolean taken = member.name().equals(ownName)
                || members.values().stream()
                        .anyMatch(other -> other != known
                                && other.isAlive()
                                && other.member().name().equals(member.name()));
        if (taken) {
            events.add(new MembershipEvent.NameConflict(
                    member.id(), member.name(), "another machine has the name " + member.name() + " too"));
        }
    }

    /**
     * A sign of life that carries no state.
     *
     * @return false if the run is not known, so that its state is still to come
     */
    boolean sign(Origin origin, long nanos, List<MembershipEvent> events) {
        Known known = members.get(origin.node());
        if (known == null) {
            return false;
        }
        long order = Long.compare(origin.incarnation().orElse(0), known.stamp().incarnation());
        if (!origin.isSameRun(known.origin())) {
            return order < 0;
        }
        if (known.state() == MemberState.LEFT || order < 0) {
            return true;
        }
        known.sign(clock.at(nanos));
        boolean cleared = known.state() == MemberState.SUSPECT;
        if (order > 0) {
            known.refuted(origin);
            cleared |= known.state() == MemberState.DOWN;
        }
        if (cleared) {
            become(Transition.RETURN, known, MemberState.ONLINE, "alive, said by itself", nanos, events);
        }
        return true;
    }

    /** Another member has just heard {@code subject}. */
    void vouch(NodeId subject, String by, long nanos, List<MembershipEvent> events) {
        Known known = members.get(subject);
        if (known == null || !known.isAlive()) {
            return;
        }
        known.vouchedFor(clock.at(nanos));
        if (known.state() == MemberState.SUSPECT) {
            become(Transition.RETURN, known, MemberState.ONLINE, "alive, said by " + by, nanos, events);
        }
    }

    /**
     * Moves the accused, unless what is known here speaks against it.
     *
     * @return false if the accused has refuted, or was heard here while the accuser and its helpers probed in vain
     */
    boolean accuse(Accusation accusation, String by, long nanos, List<MembershipEvent> events) {
        Known known = members.get(accusation.subject());
        if (known == null || known.state() == MemberState.LEFT || known.state() == MemberState.DOWN) {
            return true;
        }
        if (accusation.incarnation() < known.stamp().incarnation()) {
            return false;
        }
        if (isDisproved(accusation, known, nanos)) {
            return false;
        }
        String reason = accusation.evidence().inWords() + ", said by " + by;
        if (accusation.charge() == Accusation.Charge.DOWN) {
            become(Transition.DOWN, known, MemberState.DOWN, reason, nanos, events);
        } else if (known.state() == MemberState.ONLINE) {
            become(Transition.SUSPECT, known, MemberState.SUSPECT, reason, nanos, events);
        }
        return true;
    }

    private boolean isDisproved(Accusation accusation, Known known, long nanos) {
        long heardMillisAgo = (clock.at(nanos) - known.signNanos()) / 1_000_000;
        return switch (accusation.evidence().kind()) {
            case PORT_CLOSED -> false;
            case UNANSWERED -> heardMillisAgo < accusation.evidence().silentMillis() - Timing.PROBE_AFTER.toMillis();
        };
    }

    /** The member of that run has said goodbye. */
    void leave(Origin origin, long nanos, List<MembershipEvent> events) {
        Known known = members.get(origin.node());
        if (known != null
                && origin.isSameRun(known.origin())
                && origin.incarnation().orElse(0) >= known.stamp().incarnation()
                && known.state() != MemberState.LEFT) {
            become(Transition.LEAVE, known, MemberState.LEFT, "said goodbye", nanos, events);
        }
    }

    /** Takes over an inventory, if it is newer than what is known. */
    boolean inventory(Inventory inventory, List<MembershipEvent> events) {
        Known known = members.get(inventory.origin().node());
        if (known == null
                || !inventory.origin().isSameRun(known.origin())
                || !known.takesInventory(inventory.origin().incarnation().orElse(0), inventory.version())) {
            return false;
        }
        Member before = known.member();
        known.replace(before.withInventory(inventory.name(), inventory.payload()));
        known.inventory(inventory.version(), inventory.hash());
        revision++;
        if (!before.name().equals(inventory.name())) {
            if (!before.name().equals(before.id().value())) {
                events.add(new MembershipEvent.Renamed(before.id(), inventory.name(), "was " + before.name()));
            }
            checkName(known, events);
        }
        return true;
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

    private void become(
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

    private void remove(Known known, String reason, List<MembershipEvent> events) {
        members.remove(known.member().id());
        known.replace(known.member().inState(known.state(), reason));
        moved(Transition.REMOVE, known, events);
    }

    /** Forgets a member without a word. */
    Optional<Member> forget(NodeId id) {
        Optional<Member> forgotten = Optional.ofNullable(members.remove(id)).map(Known::member);
        if (forgotten.isPresent()) {
            revision++;
            aliveRevision++;
        }
        return forgotten;
    }

    /** The one place where a member has appeared, changed state or gone. */
    private void moved(Transition transition, Known known, List<MembershipEvent> events) {
        revision++;
        aliveRevision++;
        events.add(transition.event(known.member(), known.member().reason()));
    }

    /** How often anything that the view shows has changed. */
    long revision() {
        return revision;
    }

    /** How often anybody has come, changed state or gone. */
    long aliveRevision() {
        return aliveRevision;
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
