package org.corelink.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The mean rate of a growing byte count over the last {@link #WINDOW}, so that the rhythm of heartbeats does not show
 * as a flicker. One thread.
 */
public final class TrafficRate implements DoubleSupplier {
    /** Two heartbeat periods. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final double KBIT_PER_BYTE = 8 / 1_000.0;

    private final LongSupplier bytes;
    private final LongSupplier nanoClock;
    private final Deque<Count> counts = new ArrayDeque<>();

    private record Count(long nanos, long bytes) {}

    /**
     * The rate of {@code bytes}.
     *
     * @param bytes bytes sent and received so far
     * @param nanoClock as {@link System#nanoTime()}
     */
    public TrafficRate(LongSupplier bytes, LongSupplier nanoClock) {
        this.bytes = bytes;
        this.nanoClock = nanoClock;
    }

    /** The rate now, kbit/s; 0 at the first call. */
    @Override
    public double getAsDouble() {
        Count now = new Count(nanoClock.getAsLong(), bytes.getAsLong());
        counts.addLast(now);
        while (now.nanos() - counts.getFirst().nanos() > WINDOW.toNanos()) {
            counts.removeFirst();
        }
        Count first = counts.getFirst();
        double seconds = (now.nanos() - first.nanos()) / 1e9;
        return seconds <= 0 ? 0 : Math.round((now.bytes() - first.bytes()) * KBIT_PER_BYTE / seconds * 10) / 10.0;
    }
}
