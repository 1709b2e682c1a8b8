package org.corelink.login.throttle;

import java.time.Duration;

/**
 * What is remembered of one address or one name. Pure.
 *
 * @param failed attempts that failed
 * @param pending attempts that are not decided yet
 * @param lastNanos when the last of both began or failed
 */
record Guesses(int failed, int pending, long lastNanos) {
    /** Failures that cost nothing: people mistype. */
    static final int FREE = 5;

    /** The longest delay. */
    static final Duration MAX_DELAY = Duration.ofSeconds(60);

    /** Without a further failure for so long, all are forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(15);

    /** Undecided attempts at the same time that do not count as failures: a browser or a script has several requests. */
    static final int FREE_PENDING = 15;

    static final Guesses NONE = new Guesses(0, 0, 0);

    private static final int MAX_SHIFT = 6;

    /** 0 for the first {@link #FREE}, then 1, 2, 4 … 60 s. */
    Duration delay() {
        int beyond = failed + Math.max(0, pending - FREE_PENDING) - FREE;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration grown = Duration.ofSeconds(1L << Math.min(beyond, MAX_SHIFT));
        return grown.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : grown;
    }

    /** What is left of {@code delay} since the last attempt. */
    Duration waitFor(Duration delay, long nowNanos) {
        // Who has not tried yet has no last time; the last failure may lie ahead, where its person is told of it.
        boolean free = isClean() || delay.isZero();
        Duration left = free ? Duration.ZERO : delay.minusNanos(nowNanos - lastNanos);
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Whether it has neither failed nor is it trying. */
    boolean isClean() {
        return failed == 0 && pending == 0;
    }

    /** The same less what is too old to count. */
    Guesses at(long nowNanos) {
        boolean old = nowNanos - lastNanos >= MEMORY.toNanos();
        return old ? new Guesses(0, pending, lastNanos) : this;
    }

    Guesses begun(long nowNanos) {
        return new Guesses(failed, pending + 1, nowNanos);
    }

    Guesses failedAt(long nowNanos) {
        return new Guesses(failed + 1, Math.max(0, pending - 1), nowNanos);
    }

    Guesses forgiven() {
        return new Guesses(failed, Math.max(0, pending - 1), lastNanos);
    }
}
