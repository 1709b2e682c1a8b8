package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Probe;

/**
 * How nodes get to know each other: all messages that carry the state of their sender, and the greetings by which it is
 * asked for. An open node is a member as soon as its state is heard; a sealed one has to prove that it is no recording.
 */
final class FirstContact {
    private final Setting setting;
    private final MemberTable table;
    private final Statements statements;
    private final Announcement announcement;
    private final InventoryDesk inventories;
    private final Greetings greetings;
    private final ReplyLimiter<InetAddress> questions = ReplyLimiter.ofAnswers();
    private final ReplyLimiter<InetAddress> answers = ReplyLimiter.ofGreetings();
    private boolean reunited;

    FirstContact(
            Setting setting,
            MemberTable table,
            Statements statements,
            Announcement announcement,
            InventoryDesk inventories) {
        this.setting = setting;
        this.table = table;
        this.statements = statements;
        this.announcement = announcement;
        this.inventories = inventories;
        this.greetings = new Greetings(setting.random());
    }

    Reception onHeartbeat(Heartbeat heartbeat, InetAddress from, Moment now) {
        boolean known = table.knows(heartbeat.origin());
        if (!known) {
            greetings.plan(heartbeat.origin(), from, now.nanos());
        }
        // In the sealed format a first contact may be a recording: the greeting challenges it.
        return setting.isSealed() && !known
                ? Reception.rejected(RejectReason.UNVERIFIED)
                : onState(heartbeat, from, now);
    }

    /** A message without a state, from a run that is not known: it is greeted, so that it tells its state. */
    Reception onStranger(Origin stranger, InetAddress from, Moment now) {
        greetings.plan(stranger, from, now.nanos());
        return Reception.rejected(RejectReason.UNVERIFIED);
    }

    /** Somebody is there who is not known in this format: what that node answers says who it is. */
    Step askWhoIsThere(InetAddress from, Moment now) {
        return questions.grants(from, now.nanos())
                ? Step.sending(
                        List.of(new Outbound.Unicast(new Probe(setting.self().origin(), Probe.WHO_IS_THERE), from)))
                : Step.NOTHING;
    }

    Reception onDigestResponse(DigestResponse response, InetAddress from, Moment now) {
        Heartbeat last = announcement.last();
        boolean known = table.knows(response.origin());
        Reception heard = onState(response.state(), from, now);
        if (!response.greets() || last == null) {
            boolean wasGreeted = greetings.answered(response.origin());
            if (!known && !wasGreeted) {
                // A run that has just begun has answered a digest that was meant for its former one.
                greetings.plan(response.origin(), from, now.nanos());
            }
            return heard;
        }
        return answers.grants(from, now.nanos())
                ? heard.and(new Outbound.Unicast(new DigestResponse(last, false), from))
                : heard;
    }

    Reception onHello(Hello hello, InetAddress from, Moment now) {
        boolean addressed = isForThisRun(hello);
        if (!addressed && !table.knows(hello.origin())) {
            return Reception.rejected(RejectReason.UNVERIFIED);
        }
        Reception heard = onState(hello.state(), from, now);
        return addressed ? heard.and(prove(hello, from, now).step().outbound()) : heard;
    }

    private boolean isForThisRun(Hello hello) {
        return announcement.last() != null && hello.echo() == setting.self().boot();
    }

    /** Shows the sender of a challenge that this node is live, and what it is. */
    Reception prove(Hello hello, InetAddress from, Moment now) {
        Heartbeat last = announcement.last();
        if (last == null || !isForThisRun(hello)) {
            return Reception.rejected(RejectReason.UNVERIFIED);
        }
        if (!answers.grants(from, now.nanos())) {
            return Reception.rejected(RejectReason.RATE_LIMITED);
        }
        return Reception.of(List.of(
                new Outbound.Unicast(new HelloAck(setting.self().origin(), last, hello.nonce()), from),
                new Outbound.Unicast(inventories.inventory(), from)));
    }

    Reception onHelloAck(HelloAck ack, InetAddress from, Moment now) {
        return greetings.isMet(ack.origin(), ack.nonce(), now.nanos()) || table.knows(ack.origin())
                ? onState(ack.state(), from, now)
                : Reception.rejected(RejectReason.UNVERIFIED);
    }

    private Reception onState(Heartbeat heartbeat, InetAddress from, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        Heard heard = statements.hear(heartbeat, from, now.nanos(), events);
        if (heard.news() == Heard.News.REUNION || (heard.news() == Heard.News.NEW_RUN && isLate(heartbeat))) {
            announcement.within(Timing.REUNION_SPREAD, now.nanos());
            reunited = true;
        }
        Known known = table.get(heartbeat.origin().node());
        if (setting.isSealed() && heard.verdict() instanceof Verdict.Accepted && known != null) {
            inventories.ask(known, heartbeat.inventoryHash(), now.nanos()).ifPresent(outbound::add);
        }
        return new Reception(heard.verdict(), new Step(events, outbound));
    }

    /** Whether a node that is heard for the first time has not just started, so that the network was in two parts. */
    private boolean isLate(Heartbeat heartbeat) {
        long upMillis = Math.round(heartbeat.epochSeconds() * 1_000)
                - heartbeat.origin().incarnation().orElse(Long.MAX_VALUE);
        return upMillis > setting.config().staleAfter().toMillis();
    }

    /** Asks a member for its state where it speaks from, although it may know this node. */
    void greet(Known known, long nanos) {
        greetings.redirect(known.origin(), known.speaksFrom());
        greetings.plan(known.origin(), known.speaksFrom(), nanos);
    }

    /**
     * Another member has passed on what {@code message} says. It can be old: it makes known that a node exists, which is
     * then greeted and speaks for itself.
     *
     * @return whether the run that said it was known
     */
    boolean onRelayed(Message message, InetAddress address, Moment now) {
        boolean known = table.knows(message.origin());
        if (!known) {
            greetings.plan(message.origin(), address, now.nanos());
        }
        return known;
    }

    /** Whether somebody was heard since the last call who may not know of this node after a partition. */
    boolean takeReunion() {
        boolean taken = reunited;
        reunited = false;
        return taken;
    }

    /** The greetings that go out now. */
    List<Outbound> due(long nanos) {
        Heartbeat last = announcement.last();
        if (last == null) {
            return List.of();
        }
        List<Outbound> outbound = new ArrayList<>();
        for (Greetings.Greeting greeting : greetings.due(nanos)) {
            if (setting.isSealed()) {
                Hello hello =
                        new Hello(setting.self().origin(), last, greeting.run().boot(), greeting.nonce());
                outbound.add(new Outbound.Unicast(hello, greeting.to()));
                outbound.add(new Outbound.Unicast(inventories.inventory(), greeting.to()));
            } else {
                outbound.add(new Outbound.Unicast(new DigestResponse(last, true), greeting.to()));
            }
        }
        return outbound;
    }

    /** When the next greeting is due, or {@code noneNanos}. */
    long nextNanos(long nanos, long noneNanos) {
        return greetings.nextNanos(nanos, noneNanos);
    }
}
