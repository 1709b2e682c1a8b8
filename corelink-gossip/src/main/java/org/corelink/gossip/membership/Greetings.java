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
 * newcomer is live.
 *
 * <p>Bounded: {@link #CAPACITY} greetings wait at once and {@link #PER_TURN} go out in a turn; the rest is repaired by
 * heartbeats.
 */
final class Greetings {
    /** Largest number of runs that are waited for, or remembered. */
    static final int CAPACITY = 2 * GossipConfig.DEFAULT_MAX_MEMBERS;

    /** Largest number of greetings in one turn. */
    static final int PER_TURN = 16;

    private static final long TURN_NANOS = 10_000_000;

    private final RandomGenerator random;
    private final SequencedMap<Origin, Planned> planned = new LinkedHashMap<>();
    private final SequencedMap<Origin, Challenge> challenges = new LinkedHashMap<>();

    private record Planned(InetAddress to, long dueNanos) {}

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

    /** Greets that run soon, unless it was greeted a moment ago. */
    void plan(Origin run, InetAddress to, long nanos) {
        Challenge last = challenges.get(run);
        boolean recent = last != null && !Timing.isDue(last.atNanos() + Timing.GREETING_GAP.toNanos(), nanos);
        if (!recent && planned.size() < CAPACITY) {
            planned.putIfAbsent(run, new Planned(to, nanos + Timing.within(Timing.GREETING_SPREAD, random)));
        }
    }

    /** The greetings to send now. */
    List<Greeting> due(long nanos) {
        List<Greeting> due = new ArrayList<>();
        Iterator<Map.Entry<Origin, Planned>> waiting = planned.entrySet().iterator();
        while (waiting.hasNext() && due.size() < PER_TURN) {
            var entry = waiting.next();
            if (Timing.isDue(entry.getValue().dueNanos(), nanos)) {
                waiting.remove();
                due.add(new Greeting(entry.getKey(), entry.getValue().to(), challenge(entry.getKey(), nanos)));
            }
        }
        return due;
    }

    private long challenge(Origin run, long nanos) {
        long nonce = random.nextLong();
        challenges.remove(run);
        challenges.putLast(run, new Challenge(nonce, nanos));
        if (challenges.size() > CAPACITY) {
            challenges.pollFirstEntry();
        }
        return nonce;
    }

    /** Whether {@code nonce} answers the challenge of that run; each challenge can be answered once. */
    boolean isMet(Origin run, long nonce, long nanos) {
        Challenge challenge = challenges.get(run);
        boolean met = challenge != null
                && challenge.nonce() == nonce
                && !Timing.isDue(challenge.atNanos() + Timing.CHALLENGE.toNanos(), nanos);
        if (met) {
            challenges.remove(run);
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
