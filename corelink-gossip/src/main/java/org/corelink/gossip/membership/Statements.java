package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Origin;
import org.jspecify.annotations.Nullable;

/** What nodes say about themselves: which of it is news, and what it makes of them. */
final class Statements {
    private final Format format;
    private final String ownName;
    private final MemberTable table;
    private final AttentiveClock clock;
    private final int mostNames;

    /** All that members are called, and some that others were: nobody has to be compared with a name that is new. */
    private final Set<String> names = new HashSet<>();

    Statements(Format format, GossipConfig config, MemberTable table, AttentiveClock clock) {
        this.format = format;
        this.ownName = config.name();
        this.table = table;
        this.clock = clock;
        this.mostNames = 4 * config.maxMembers();
    }

    /** Takes over what a node says about itself, if it is newer than what is known. */
    Heard hear(Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        Known known = table.get(heartbeat.origin().node());
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
        if (names.contains(heartbeat.name())) {
            replaceTwin(heartbeat, from, events);
        }
        if (table.isFull()) {
            return Heard.rejected(RejectReason.TOO_MANY_MEMBERS);
        }
        Member member = member(heartbeat, from, nanos, "first heard from " + from.getHostAddress(), null);
        Known known = new Known(member, Stamp.of(heartbeat), Superseded.NOTHING, clock.at(nanos));
        table.add(known, events);
        checkName(known, events);
        return Heard.newRun();
    }

    /** A machine whose program was replaced by another version has another id; its former row is not a second machine. */
    private void replaceTwin(Heartbeat heartbeat, InetAddress from, List<MembershipEvent> events) {
        boolean legacy = heartbeat.origin().incarnation().isEmpty();
        Optional<Known> twin = table.all().stream()
                .filter(known -> known.member().name().equals(heartbeat.name())
                        && known.address().equals(from)
                        && known.member().incarnation().isEmpty() != legacy
                        && (!legacy || !known.isAlive()))
                .findFirst();
        twin.ifPresent(known -> table.remove(known, "replaced by another version on the same machine", events));
    }

    private Heard restart(
            Known known, Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        Stamp stamp = Stamp.of(heartbeat);
        Member before = known.member();
        String reason = stamp.hasIncarnation()
                ? "new incarnation " + stamp.incarnation()
                : "sequence went from " + known.stamp().sequence() + " to " + stamp.sequence()
                        + " while its clock went on";
        take(known, heartbeat, from, nanos, reason);
        known.forgetInventory();
        table.moved(Transition.RESTART, known, events);
        checkRename(before, known.member(), events);
        checkName(known, events);
        return Heard.newRun();
    }

    private Heard go(Known known, Heartbeat heartbeat, InetAddress from, long nanos, List<MembershipEvent> events) {
        Member before = known.member();
        boolean returns = before.state() != MemberState.ONLINE;
        String reason = returns ? "heard again from " + from.getHostAddress() : before.reason();
        take(known, heartbeat, from, nanos, reason);
        if (returns) {
            table.moved(Transition.RETURN, known, events);
        } else {
            table.changed();
        }
        if (!before.address().equals(from)) {
            table.readdressed();
        }
        if (checkRename(before, known.member(), events)) {
            checkName(known, events);
        }
        return before.state() == MemberState.DOWN ? Heard.reunion() : Heard.plain();
    }

    private void take(Known known, Heartbeat heartbeat, InetAddress from, long nanos, String reason) {
        Stamp stamp = Stamp.of(heartbeat);
        Superseded superseded = Recency.supersede(stamp, known.stamp(), known.superseded());
        known.update(member(heartbeat, from, nanos, reason, known.member()), stamp, superseded, clock.at(nanos));
    }

    private Member member(Heartbeat heartbeat, InetAddress from, long nanos, String reason, @Nullable Member before) {
        Origin origin = heartbeat.origin();
        String unnamed = before == null ? origin.node().value() : before.name();
        return new Member(
                origin.node(),
                heartbeat.name().isEmpty() ? unnamed : heartbeat.name(),
                MemberState.ONLINE,
                reason,
                format,
                from,
                origin.incarnation(),
                heartbeat.sequence(),
                heartbeat.epochSeconds(),
                nanos,
                before == null ? Payload.NONE : before.inventory(),
                heartbeat.reading(),
                before == null || heartbeat.hearing().isPresent() ? heartbeat.hearing() : before.hearing());
    }

    /** Says that a member has another name than before; whoever had none yet, and was known by its id, is not renamed. */
    private static boolean checkRename(Member before, Member now, List<MembershipEvent> events) {
        boolean renamed = !before.name().equals(now.name());
        if (renamed && !before.name().equals(before.id().value())) {
            events.add(new MembershipEvent.Renamed(now.id(), now.name(), before.name()));
        }
        return renamed;
    }

    private void checkName(Known known, List<MembershipEvent> events) {
        Member member = known.member();
        boolean taken = member.name().equals(ownName) || (!isNew(member.name()) && isTaken(member.name(), known));
        if (taken) {
            events.add(new MembershipEvent.NameConflict(
                    member.id(), member.name(), "another machine has the name " + member.name() + " too"));
        }
    }

    private boolean isNew(String name) {
        if (names.size() >= mostNames) {
            names.clear();
            table.all().forEach(known -> names.add(known.member().name()));
            return false;
        }
        return names.add(name);
    }

    private boolean isTaken(String name, Known by) {
        return table.all().stream()
                .anyMatch(other ->
                        other != by && other.isAlive() && other.member().name().equals(name));
    }

    /**
     * A sign of life that carries no state.
     *
     * @return false if the run is not known, so that its state is still to come
     */
    boolean sign(Origin origin, InetAddress from, long nanos, List<MembershipEvent> events) {
        Known known = table.get(origin.node());
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
        known.sign(from, clock.at(nanos));
        boolean cleared = known.state() == MemberState.SUSPECT;
        if (order > 0) {
            known.refuted(origin);
            cleared |= known.state() == MemberState.DOWN;
        }
        if (cleared) {
            table.become(Transition.RETURN, known, MemberState.ONLINE, "alive, said by itself", nanos, events);
        }
        return true;
    }

    /** The member of that run has said goodbye. */
    void leave(Origin origin, long nanos, List<MembershipEvent> events) {
        Known known = table.get(origin.node());
        if (known != null
                && origin.isSameRun(known.origin())
                && origin.incarnation().orElse(0) >= known.stamp().incarnation()
                && known.state() != MemberState.LEFT) {
            table.become(Transition.LEAVE, known, MemberState.LEFT, "said goodbye", nanos, events);
        }
    }

    /** Takes over an inventory, if it is newer than what is known. */
    boolean inventory(Inventory inventory, List<MembershipEvent> events) {
        Known known = table.get(inventory.origin().node());
        if (known == null
                || !inventory.origin().isSameRun(known.origin())
                || !known.takesInventory(inventory.origin().incarnation().orElse(0), inventory.version())) {
            return false;
        }
        Member before = known.member();
        known.replace(before.withInventory(inventory.name(), inventory.payload()));
        known.inventory(inventory.version(), inventory.hash());
        table.changed();
        if (checkRename(before, known.member(), events)) {
            checkName(known, events);
        }
        return true;
    }
}
