package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.wire.Origin;

/**
 * Whom this node has heard for the first time and is about to greet with its own state, so that a newcomer need not wait
 * for everybody's next heartbeat. In the sealed format a greeting is a challenge too, and its answer proves that the
 * newcomer is live. A greeting is repeated until it is answered.
 *
 * <p>Bounded, since a heartbeat with a forged source calls for greetings too: {@link #CAPACITY} runs wait at once,
 * {@link #PER_ADDRESS} of one address; {@link #PER_TURN} greetings go out in a turn of at least {@link #TURN_NANOS}, and in
 * a second no more than {@link ReplyLimiter#ofGreetings} grants. What waits longer goes out later; whom it leaves out is
 * met by heartbeats.
 */
final class Greetings {
    /** Largest number of runs that are waited for, or remembered. */
    static final int CAPACITY = 2 * GossipConfig.DEFAULT_MAX_MEMBERS;

    /** Largest number of runs of one address that are waited for: there is one, and one that it has replaced. */
    static final int PER_ADDRESS = 2;

    /** Largest number of greetings in one turn, however often it is asked what is due. */
    static final int PER_TURN = 16;

    private static final long TURN_NANOS = 10_000_000;

    private final RandomGenerator random;
    private final ReplyLimiter<InetAddress> limiter = ReplyLimiter.ofGreetings();
    private final SequencedMap<Origin, Planned> planned = new LinkedHashMap<>();
    private final SequencedMap<Origin, Challenge> challenges = new LinkedHashMap<>();
    private long turnNanos;
    private int sentInTurn;

    /** A greeting that is not answered yet; {@code sent} counts how often it went out. */
    private record Planned(InetAddress to, long dueNanos, int sent) {}

    private record Challenge(long nonce, long atNanos) {}

    /**
     * One greeting to send.
     *
     * @param run whom it is for
     * @param to the address of that run
     * @param nonce the challenge
     */
    record Greeting(Origin run, InetAddress to, long nonce) {}

    Greetings(RandomGenerator random) {
        this.random = random;
    }

    /** Greets that run soon, unless that is going on already. */
    void plan(Origin run, InetAddress to, long nanos) {
        if (planned.containsKey(run)) {
            return;
        }
        planned.keySet().removeIf(other -> isFormerRun(other, run));
        if (planned.size() < CAPACITY && waiting(to) < PER_ADDRESS) {
            planned.putLast(run, new Planned(to, nanos + Timing.within(Timing.GREETING_SPREAD, random), 0));
        }
    }

    /** The greeting of a run that has moved meanwhile goes on at {@code to}; there is nothing to do if none is going on. */
    void redirect(Origin run, InetAddress to) {
        planned.computeIfPresent(run, (_, greeting) -> new Planned(to, greeting.dueNanos(), greeting.sent()));
    }

    private static boolean isFormerRun(Origin other, Origin run) {
        return other.node().equals(run.node())
                && other.incarnation().orElse(0) < run.incarnation().orElse(0);
    }

    private long waiting(InetAddress to) {
        return planned.values().stream()
                .filter(greeting -> greeting.to().equals(to))
                .count();
    }

    /**
     * That run has answered. Tells whether a greeting was going out to it, so that it knows this node now; if not, it has
     * answered a digest, which has told it nothing about this node.
     */
    boolean answered(Origin run) {
        Planned greeting = planned.get(run);
        return greeting != null && greeting.sent() > 0 && planned.remove(run, greeting);
    }

    /** The greetings to send now. A 0.01.x node does not answer them, and is greeted once. */
    List<Greeting> due(long nanos) {
        if (planned.isEmpty()) {
            return List.of();
        }
        List<Greeting> due = new ArrayList<>();
        for (Iterator<Map.Entry<Origin, Planned>> waiting = planned.entrySet().iterator(); waiting.hasNext(); ) {
            Map.Entry<Origin, Planned> entry = waiting.next();
            Planned greeting = entry.getValue();
            Origin run = entry.getKey();
            if (!Timing.isDue(greeting.dueNanos(), nanos) || !isGranted(nanos)) {
                continue;
            }
            if (!limiter.grants(greeting.to(), nanos)) {
                entry.setValue(new Planned(greeting.to(), nanos + Timing.GREETING_GAP.toNanos(), greeting.sent()));
                continue;
            }
            due.add(new Greeting(run, greeting.to(), challenge(run, nanos)));
            if (run.incarnation().isEmpty() || greeting.sent() + 1 == Timing.GREETINGS) {
                waiting.remove();
            } else {
                long againNanos = nanos + Timing.GREETING_GAP.toNanos() + Timing.within(Timing.GREETING_SPREAD, random);
                entry.setValue(new Planned(greeting.to(), againNanos, greeting.sent() + 1));
            }
        }
        return due;
    }

    /** Whether one more may go out now. Under a flood turns come more often than greetings may go out. */
    private boolean isGranted(long nanos) {
        if (sentInTurn == 0 || Timing.isDue(turnNanos + TURN_NANOS, nanos)) {
            turnNanos = nanos;
            sentInTurn = 0;
        }
        return ++sentInTurn <= PER_TURN;
    }

    private long challenge(Origin run, long nanos) {
        Challenge open = challenges.remove(run);
        Challenge challenge = open == null || isOver(open, nanos) ? new Challenge(random.nextLong(), nanos) : open;
        challenges.putLast(run, challenge);
        while (challenges.size() > CAPACITY || isOver(challenges.firstEntry().getValue(), nanos)) {
            challenges.pollFirstEntry();
        }
        return challenge.nonce();
    }

    private static boolean isOver(Challenge challenge, long nanos) {
        return Timing.isDue(challenge.atNanos() + Timing.CHALLENGE.toNanos(), nanos);
    }

    /** Whether {@code nonce} answers the challenge of that run; each challenge can be answered once. */
    boolean isMet(Origin run, long nonce, long nanos) {
        Challenge challenge = challenges.get(run);
        boolean met = challenge != null && challenge.nonce() == nonce && !isOver(challenge, nanos);
        if (met) {
            challenges.remove(run);
            answered(run);
        }
        return met;
    }

    /** When the next greeting is due, or {@code noneNanos}. */
    long nextNanos(long nanos, long noneNanos) {
        long earliest = noneNanos;
        for (Planned waiting : planned.values()) {
            earliest = Timing.earlier(earliest, waiting.dueNanos());
        }
        return planned.isEmpty() || !Timing.isDue(earliest, nanos) ? earliest : nanos + TURN_NANOS;
    }
}
