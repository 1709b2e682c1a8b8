package org.corelink.host.join;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How many certificates one machine may have within an hour: enough for one whose addresses come and go, and a bound for one
 * that is out of order. Pure; safe for any number of threads; as large as the register of machines.
 */
final class Quota {
    static final int CERTIFICATES = 12;
    static final Duration WITHIN = Duration.ofHours(1);

    private final Map<String, Deque<Long>> given = new HashMap<>();

    /** Whether {@code name} may have one more; it is counted then. */
    synchronized boolean take(String name, long nowNanos) {
        Deque<Long> times = given.computeIfAbsent(name, _ -> new ArrayDeque<>());
        times.removeIf(time -> nowNanos - time > WITHIN.toNanos());
        return times.size() < CERTIFICATES && times.add(nowNanos);
    }
}
