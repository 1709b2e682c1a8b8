package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;

/** What follows when a member is held for silent by another: belief, objection or, of this node itself, refutation. */
final class Accusations {
    private final Setting setting;
    private final MemberTable table;
    private final Testimony testimony;
    private final Announcement announcement;
    private final LocalHealth health;
    private final ReplyLimiter<Objection> objections = ReplyLimiter.ofAnswers();

    /** Whom this node has told that {@code about} is alive. */
    private record Objection(InetAddress to, NodeId about) {}

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
        return objections.grants(new Objection(from, accusation.subject()), now.nanos())
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
        Beat beat = new Beat(self.origin());
        return Reception.of(List.of(new Outbound.Multicast(beat), new Outbound.Unicast(beat, from)))
                .after(List.of(
                        new MembershipEvent.Refuted(self.id(), setting.config().name(), by)));
    }
}
