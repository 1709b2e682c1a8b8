package org.corelink.login.pam;

import java.time.Duration;

/** How long a process that ends again and again stays down: not at all the first time, then 1, 2, 4 … 60 s. Pure. */
final class RestartDelay {
    /** The longest. */
    static final Duration MAX = Duration.ofSeconds(60);

    /** A process that has lived so long starts the count anew. */
    static final Duration PROVEN = Duration.ofSeconds(60);

    private int ends;

    /** The process ended after {@code life}; how long to wait before the next is started. */
    Duration after(Duration life) {
        ends = life.compareTo(PROVEN) >= 0 ? 1 : ends + 1;
        if (ends == 1) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(ends - 2, 6);
        return seconds > MAX.toSeconds() ? MAX : Duration.ofSeconds(seconds);
    }
}
