package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Origin;

/** What follows when a member is held for silent by another: belief, objection or, of this node itself, refutation. */
final class Accusations {
    private final Setting setting;
    private final MemberTable table;
    private final Testimony testimony;
    private final Announcement announcement;
    private final LocalHealth health;
    private final ReplyLimiter<Answer> answers = ReplyLimiter.ofAnswers();

    /** Whom this node has told that {@code about} is alive, or down. */
    private record Answer(InetAddress to, NodeId about) {}

    Accusations(
            Setting setting, MemberTable table, Testimony testimony, Announcement announcement, LocalHealth health) {
        this.setting = setting;
        this.table = table;
        this.testimony = testimony;
        this.announcement = announcement;
        this.health = health;
    }

    Reception onAccusation(Accusation accusation, InetAddress from, Moment now) {
        if (accusation.subject().equals(setting.self().id())) {
            return refute(accusation, from, now);
        }
        List<MembershipEvent> events = new ArrayList<>();
        String by = table.nameOf(accusation.origin().node());
        if (testimony.accuse(accusation, by, now.nanos(), events)) {
            return Reception.of(Verdict.ACCEPTED).after(events);
        }
        Reception disproved = Reception.rejected(RejectReason.DISPROVED);
        return answers.grants(new Answer(from, accusation.subject()), now.nanos())
                ? disproved.and(new Outbound.Unicast(new Ack(setting.self().origin(), accusation.subject(), 0), from))
                : disproved;
    }

    private Reception refute(Accusation accusation, InetAddress from, Moment now) {
        Self self = setting.self();
        if (accusation.incarnation() < self.incarnation()) {
            return Reception.rejected(RejectReason.NOT_NEWER);
        }
        if (!self.canHaveHad(accusation.incarnation())) {
            return Reception.rejected(RejectReason.DISPROVED);
        }
        self.refute(accusation.incarnation());
        health.suffer(now.nanos());
        announcement.within(Duration.ZERO, now.nanos());
        String by = "held for silent by " + table.nameOf(accusation.origin().node());
        // Everybody else hears of the new incarnation by the calls of Liveness.
        return Reception.answer(new Beat(self.origin()), from)
                .after(List.of(
                        new MembershipEvent.Refuted(self.id(), setting.config().name(), by)));
    }

    /**
     * Tells a member that speaks although it is held for down that it is, so that it refutes and everybody hears it: its
     * own watchers hear it soon, most of the others only by its next heartbeat.
     */
    List<Outbound> confront(Origin speaker, InetAddress from, Moment now) {
        Known known = table.get(speaker.node());
        if (known == null || known.state() != MemberState.DOWN || !speaker.equals(known.origin())) {
            return List.of();
        }
        Duration down = Duration.ofNanos(setting.attentiveNanos(now.nanos()) - known.stateNanos());
        if (down.compareTo(Timing.STRAGGLER) < 0 || !answers.grants(new Answer(from, speaker.node()), now.nanos())) {
            return List.of();
        }
        int millis = (int) Math.min(down.toMillis(), Evidence.MAX_SILENT_MILLIS);
        Accusation accusation = new Accusation(
                setting.self().origin(),
                speaker.node(),
                known.stamp().incarnation(),
                Accusation.Charge.DOWN,
                new Evidence(Evidence.Kind.UNANSWERED, millis, 0));
        return List.of(new Outbound.Unicast(accusation, from));
    }
}
