package org.corelink.login.throttle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long a refusal takes, so that its time does not tell its reason: two seconds, or as many more as the slowest of the last
 * {@value #REMEMBERED} attempts needed, in whole steps of two seconds. On a busy machine a wrong password of a real account
 * takes longer than an unknown name, and both must wait for the longer. Pure: times are passed in. Any thread.
 */
public final class RefusalTime {
    /** One step. */
    static final Duration STEP = Duration.ofSeconds(2);

    /** An attempt that hung does not make all later ones wait as long. */
    static final Duration MAX = Duration.ofSeconds(10);

    /** Attempts that count. */
    static final int REMEMBERED = 32;

    private final Deque<Long> lastNanos = new ArrayDeque<>();

    /** Knows no attempt. */
    public RefusalTime() {}

    /** An attempt took so long, whatever came of it. */
    public synchronized void onAttempt(long tookNanos) {
        lastNanos.addLast(tookNanos);
        if (lastNanos.size() > REMEMBERED) {
            lastNanos.removeFirst();
        }
    }

    /** How long a refusal has to take in all. */
    public synchronized Duration now() {
        long slowest = lastNanos.stream().mapToLong(Long::longValue).max().orElse(0);
        Duration whole = STEP.multipliedBy(slowest / STEP.toNanos() + 1);
        return whole.compareTo(MAX) > 0 ? MAX : whole;
    }
}
