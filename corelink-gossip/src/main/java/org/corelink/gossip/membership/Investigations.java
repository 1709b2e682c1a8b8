package org.corelink.gossip.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;

/**
 * From silence to a verdict: evidence instead of waiting.
 *
 * <p>A watched member that misses three beats is probed, by this node and by a few that it asks, round after round. Any
 * sign of life ends it. Only if all rounds fail, everybody is told: first of the suspicion, so that the accused can
 * refute, then of the verdict. A member whose kernel says that nobody listens on its port is down at once.
 */
final class Investigations {
    /** Two refusals that are further apart have nothing to do with each other. */
    private static final Duration REFUSAL_MEMORY = Timing.BEAT.multipliedBy(3);

    private final Setting setting;
    private final MemberTable table;
    private final Testimony testimony;
    private final Watch watch;
    private final LocalHealth health;
    private final Map<NodeId, Investigation> open = new HashMap<>();
    private final List<Repetition> verdicts = new ArrayList<>();
    private boolean resting;

    /** Attentive time of the last refusal, of the members that this node sends its beats to. */
    private final Map<NodeId, Long> refusals = new HashMap<>();

    /** A verdict that is still to be repeated. */
    private record Repetition(Accusation accusation, long nextNanos, int left) {}

    Investigations(Setting setting, MemberTable table, Testimony testimony, Watch watch, LocalHealth health) {
        this.setting = setting;
        this.table = table;
        this.testimony = testimony;
        this.watch = watch;
        this.health = health;
    }

    /** Opens, goes on with and closes investigations, as far as {@code silence} means anything. */
    Step turn(long nanos, long attentiveNanos, Silence silence) {
        List<MembershipEvent> events = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        if (!refusals.isEmpty() || !open.isEmpty()) {
            close();
        }
        if (silence != Silence.EVIDENCE) {
            open.values().forEach(Investigation::startOver);
        }
        resting = silence == Silence.MEANINGLESS;
        if (!resting) {
            openNew(nanos, attentiveNanos);
            for (Investigation investigation : List.copyOf(open.values())) {
                if (Timing.isDue(investigation.nextRoundNanos(), nanos)) {
                    round(investigation, nanos, attentiveNanos, silence, events, outbound);
                }
            }
        }
        repeat(nanos, outbound);
        return new Step(events, outbound);
    }

    private void close() {
        refusals.keySet().removeIf(id -> !watch.beatsTo(id));
        open.values().removeIf(investigation -> {
            Known known = table.get(investigation.subject());
            return known == null || !known.isAlive() || known.signNanos() - investigation.openedNanos() > 0;
        });
    }

    private void openNew(long nanos, long attentiveNanos) {
        long patienceNanos = (long) (Timing.PROBE_AFTER.toNanos() * health.patience());
        for (Known silent : watch.silent(patienceNanos, attentiveNanos)) {
            open(silent, nanos, attentiveNanos);
        }
    }

    /** Begins to ask about a member, unless this node does already. */
    void open(Known known, long nanos, long attentiveNanos) {
        NodeId id = known.member().id();
        if (!open.containsKey(id)) {
            open.put(id, new Investigation(id, attentiveNanos, setting.random().nextLong(1L << 53), nanos));
        }
    }

    private void round(
            Investigation investigation,
            long nanos,
            long attentiveNanos,
            Silence silence,
            List<MembershipEvent> events,
            List<Outbound> outbound) {
        Known known = table.get(investigation.subject());
        if (known == null) {
            return;
        }
        double loss = watch.loss();
        long silentNanos = silence(investigation, known, attentiveNanos);
        long downNanos = patient(Timing.DOWN_AFTER, loss);
        int leastRounds = Timing.LEAST_ROUNDS + (int) (Timing.lossExtensionNanos(loss) / Timing.PROBE_ROUND.toNanos());
        if (investigation.isAnnounced() && silentNanos >= downNanos && investigation.rounds() >= leastRounds) {
            condemn(accusation(known, Charge.DOWN, investigation.evidence(silentNanos)), loss, nanos, events, outbound);
            return;
        }
        if (silentNanos >= patient(Timing.SUSPECT_AFTER, loss) && investigation.rounds() + 2 >= leastRounds) {
            Accusation accusation = accusation(known, Charge.SUSPECT, investigation.evidence(silentNanos));
            testimony.accuse(accusation, "this node", nanos, events);
            outbound.add(new Outbound.Multicast(accusation));
            investigation.announce();
        }
        int sent = probe(investigation, known, silence, outbound);
        long leftNanos = downNanos - silentNanos;
        long restNanos =
                leftNanos > 0 ? Math.min(leftNanos, Timing.PROBE_ROUND.toNanos()) : Timing.PROBE_ROUND.toNanos();
        investigation.round(sent, nanos + restNanos);
    }

    /** Of a member that does not beat, silence is evidence only from the first unanswered probe on. */
    private long silence(Investigation investigation, Known known, long attentiveNanos) {
        return watch.isBeating(known)
                ? watch.silence(known, attentiveNanos)
                : attentiveNanos - investigation.openedNanos();
    }

    private long patient(Duration time, double loss) {
        return (long) (time.toNanos() * health.patience()) + Timing.lossExtensionNanos(loss);
    }

    /**
     * One round of as many probes, whatever the number of helpers there are: to the subject itself, and to some that may
     * hear it better.
     *
     * <p>In doubt the helpers are asked for a sign of themselves too.
     * @return how many were sent
     */
    private int probe(Investigation investigation, Known subject, Silence silence, List<Outbound> outbound) {
        List<Known> helpers = helpers(subject);
        int direct = 1 + Timing.HELPERS - helpers.size();
        for (int i = 0; i < direct; i++) {
            outbound.add(new Outbound.Unicast(
                    new Probe(setting.self().origin(), investigation.nonce()), subject.speaksFrom()));
        }
        for (Known helper : helpers) {
            ProbeRequest request =
                    new ProbeRequest(setting.self().origin(), investigation.subject(), investigation.nonce());
            outbound.add(new Outbound.Unicast(request, helper.address()));
            if (silence == Silence.IN_DOUBT) {
                outbound.add(new Outbound.Unicast(
                        new Probe(setting.self().origin(), Probe.WHO_IS_THERE), helper.speaksFrom()));
            }
        }
        return direct + helpers.size();
    }

    private List<Known> helpers(Known subject) {
        List<Known> candidates = new ArrayList<>();
        for (Known known : table.all()) {
            if (known != subject && known.state() == MemberState.ONLINE && known.isWatcher()) {
                candidates.add(known);
            }
        }
        Collections.shuffle(candidates, Random.from(setting.random()));
        return candidates.subList(0, Math.min(Timing.HELPERS, candidates.size()));
    }

    private Accusation accusation(Known known, Charge charge, Evidence evidence) {
        return new Accusation(
                setting.self().origin(), known.member().id(), known.stamp().incarnation(), charge, evidence);
    }

    private void condemn(
            Accusation accusation, double loss, long nanos, List<MembershipEvent> events, List<Outbound> outbound) {
        open.remove(accusation.subject());
        testimony.accuse(accusation, "this node", nanos, events);
        outbound.add(new Outbound.Multicast(accusation));
        verdicts.add(new Repetition(accusation, nanos + Timing.PROBE_ROUND.toNanos(), Timing.verdictRepeats(loss) - 1));
    }

    private void repeat(long nanos, List<Outbound> outbound) {
        for (Repetition verdict : List.copyOf(verdicts)) {
            if (!Timing.isDue(verdict.nextNanos(), nanos)) {
                continue;
            }
            verdicts.remove(verdict);
            if (stands(verdict.accusation())) {
                outbound.add(new Outbound.Multicast(
                        verdict.accusation().by(setting.self().origin())));
                if (verdict.left() > 1) {
                    verdicts.add(new Repetition(
                            verdict.accusation(), nanos + Timing.PROBE_ROUND.toNanos(), verdict.left() - 1));
                }
            }
        }
    }

    private boolean stands(Accusation accusation) {
        Known known = table.get(accusation.subject());
        return known != null
                && known.state() == MemberState.DOWN
                && known.stamp().incarnation() == accusation.incarnation();
    }

    /**
     * The kernel of a member's machine says that nobody listens on its port. Said twice without a sign of life in between
     * it is a verdict; said once it may have been a restart.
     *
     * @return empty the first time: the caller beats once more
     */
    Step refused(Known known, long nanos, long attentiveNanos) {
        NodeId id = known.member().id();
        Long before = refusals.put(id, attentiveNanos);
        boolean again =
                before != null && before - known.signNanos() >= 0 && attentiveNanos - before < REFUSAL_MEMORY.toNanos();
        if (!again) {
            return Step.NOTHING;
        }
        refusals.remove(id);
        List<MembershipEvent> events = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        long silentMillis = Math.clamp((attentiveNanos - known.signNanos()) / 1_000_000, 0, Evidence.MAX_SILENT_MILLIS);
        Evidence evidence = new Evidence(Evidence.Kind.PORT_CLOSED, (int) silentMillis, 2);
        condemn(accusation(known, Charge.DOWN, evidence), watch.loss(), nanos, events, outbound);
        return new Step(events, outbound);
    }

    /** Whether this node probes {@code subject} with that nonce; 0 stands for an objection without a question. */
    boolean asks(NodeId subject, long nonce) {
        Investigation investigation = open.get(subject);
        return investigation != null && (nonce == 0 || nonce == investigation.nonce());
    }

    /** When the next round or repetition is due, or {@code noneNanos}. */
    long nextNanos(long noneNanos) {
        long earliest = noneNanos;
        for (Investigation investigation : resting ? List.<Investigation>of() : open.values()) {
            earliest = Timing.earlier(earliest, investigation.nextRoundNanos());
        }
        for (Repetition verdict : verdicts) {
            earliest = Timing.earlier(earliest, verdict.nextNanos());
        }
        return earliest;
    }
}
