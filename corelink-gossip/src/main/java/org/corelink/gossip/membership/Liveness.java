package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;

/** Beats, who watches whom, and the questions that follow when beats are missing. */
final class Liveness {
    private final Setting setting;
    private final MemberTable table;
    private final Testimony testimony;
    private final LocalHealth health;
    private final FirstContact contact;
    private final Watch watch;
    private final Investigations investigations;
    private final Helping helping;
    private long calledIncarnation;
    private long callNanos;
    private int calls;

    Liveness(Setting setting, MemberTable table, Testimony testimony, LocalHealth health, FirstContact contact) {
        this.setting = setting;
        this.table = table;
        this.testimony = testimony;
        this.health = health;
        this.contact = contact;
        this.watch = new Watch(setting.self(), table, setting.startNanos());
        this.investigations = new Investigations(setting, table, testimony, watch, health);
        this.helping = new Helping(setting.self(), table, setting.random());
        this.calledIncarnation = setting.self().incarnation();
        this.callNanos = setting.startNanos();
    }

    Reception onBeat(Beat beat, Moment now) {
        watch.beat(beat.origin().node(), setting.attentiveNanos(now.nanos()));
        return Reception.of(Verdict.ACCEPTED);
    }

    Reception onProbe(Probe probe, InetAddress from) {
        Self self = setting.self();
        return Reception.answer(new Ack(self.origin(), self.id(), probe.nonce()), from);
    }

    Reception onProbeRequest(ProbeRequest request, InetAddress from, Moment now) {
        return Reception.of(helping.onRequest(request, from, setting.attentiveNanos(now.nanos())));
    }

    Reception onAck(Ack ack, Moment now) {
        List<MembershipEvent> events = new ArrayList<>();
        boolean byAnother = !ack.subject().equals(ack.origin().node());
        if (byAnother && investigations.asks(ack.subject(), ack.nonce())) {
            testimony.vouch(ack.subject(), table.nameOf(ack.origin().node()), now.nanos(), events);
        }
        return Reception.of(helping.onAck(ack)).after(events);
    }

    /** The kernel of the machine at {@code address} says that nobody listens there. */
    Step onRefusal(InetAddress address, Moment now) {
        Optional<Known> refused = watch.successors().stream()
                .filter(known -> known.address().equals(address))
                .findFirst();
        if (refused.isEmpty()) {
            return Step.NOTHING;
        }
        if (!refused.get().speaksFrom().equals(address)) {
            // It has moved. Nobody listens where it was; its state, which tells where it is, has not been heard yet.
            contact.greet(refused.get(), now.nanos());
            return Step.NOTHING;
        }
        Step verdict = investigations.refused(refused.get(), now.nanos(), setting.attentiveNanos(now.nanos()));
        return verdict.events().isEmpty() && verdict.outbound().isEmpty()
                ? Step.sending(List.of(new Outbound.Beating(beat(), address)))
                : verdict;
    }

    private Beat beat() {
        return new Beat(setting.self().origin());
    }

    /** Beats, asks and judges, as far as that is due, and as {@code conditions} let this node tell. */
    Step turn(long nanos, Conditions conditions) {
        List<Outbound> outbound = new ArrayList<>();
        long attentiveNanos = setting.attentiveNanos(nanos);
        health.turn(nanos);
        watch.refresh(attentiveNanos);
        if (contact.takeReunion() && Timing.isDue(callNanos + Timing.CALLS * Timing.RHYTHM.toNanos(), nanos)) {
            // Whoever does not know this node greets it at once, and need not wait for its heartbeat.
            call(nanos);
        }
        if (takeCall(nanos)) {
            outbound.add(new Outbound.Multicast(beat()));
        }
        if (watch.takeBeat(nanos)) {
            askSilent(nanos, attentiveNanos, outbound);
            Beat beat = beat();
            for (Known known : watch.successors()) {
                outbound.add(new Outbound.Beating(beat, known.address()));
            }
        }
        Step judged = investigations.turn(nanos, attentiveNanos, meaningOfSilence(conditions, attentiveNanos));
        outbound.addAll(judged.outbound());
        return new Step(judged.events(), outbound);
    }

    private Silence meaningOfSilence(Conditions conditions, long attentiveNanos) {
        boolean several = watch.watched() > 1;
        if (conditions.isOutranked() || (several && conditions.isIsolated(attentiveNanos))) {
            return Silence.MEANINGLESS;
        }
        return several && conditions.isUnanswered(attentiveNanos) ? Silence.IN_DOUBT : Silence.EVIDENCE;
    }

    /** Calls everybody anew from now on. */
    void call(long nanos) {
        callNanos = nanos;
        calls = 0;
    }

    /**
     * Whether to beat to everybody now: some times from the start on, and again from each refutation on, since whoever
     * misses the one beat that refutes would hold this node for down until its next heartbeat.
     */
    private boolean takeCall(long nanos) {
        long incarnation = setting.self().incarnation();
        if (incarnation != calledIncarnation) {
            calledIncarnation = incarnation;
            call(nanos);
        }
        if (calls == Timing.CALLS || !Timing.isDue(callNanos + calls * Timing.RHYTHM.toNanos(), nanos)) {
            return false;
        }
        calls++;
        return true;
    }

    /**
     * Asks those whose heartbeat is overdue, so that no loss makes a live member stale: whether they are there, twice a
     * second, and for their state by a greeting. Asks others about those that they must know more of.
     */
    private void askSilent(long nanos, long attentiveNanos, List<Outbound> outbound) {
        long askAfterNanos = Timing.ASK_AFTER.toNanos();
        for (Known known : table.all()) {
            if (!known.isAlive() || !known.isWatcher()) {
                continue;
            }
            if (attentiveNanos - known.ownSignNanos() >= askAfterNanos) {
                outbound.add(new Outbound.Unicast(
                        new Probe(setting.self().origin(), Probe.WHO_IS_THERE), known.speaksFrom()));
            }
            if (attentiveNanos - known.heardNanos() >= askAfterNanos) {
                contact.greet(known, nanos);
            }
            if (isInDoubt(known, attentiveNanos)) {
                investigations.open(known, nanos, attentiveNanos);
            }
        }
    }

    /** Whether those that watch it must have found out by now what became of it, and this node has missed it. */
    private static boolean isInDoubt(Known known, long attentiveNanos) {
        return known.state() == MemberState.SUSPECT
                ? attentiveNanos - known.stateNanos() >= Timing.DOUBT_AFTER.toNanos()
                : attentiveNanos - known.signNanos() >= Timing.MISSED_AFTER.toNanos();
    }

    /** Addresses whose refusal of a beat is evidence. */
    Set<InetAddress> beatTargets() {
        Set<InetAddress> targets = new LinkedHashSet<>();
        watch.successors().forEach(known -> targets.add(known.address()));
        return targets;
    }

    /** A number that is greater after every change of {@link #beatTargets()}: of the ring, or of what it was taken for. */
    long beatTargetsRevision() {
        return table.ringRevision() + watch.seenRevision();
    }

    /** The members that watch this node, and those that it watches: who has to know when it goes. */
    Collection<Known> neighbours() {
        return watch.neighbours();
    }

    /** When the next round of an investigation is due, or {@code noneNanos}. */
    long nextNanos(long noneNanos) {
        return investigations.nextNanos(noneNanos);
    }
}
