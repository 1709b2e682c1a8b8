package org.corelink.node;

import java.time.Duration;

/**
 * A value and when it was true.
 *
 * @param value what was read
 * @param nanos when reading began, in the time base of {@link System#nanoTime()}
 */
record Timed<T>(T value, long nanos) {
    /** Whether it is at most so old. */
    boolean isWithin(Duration age, long nowNanos) {
        return nowNanos - nanos <= age.toNanos();
    }
}
