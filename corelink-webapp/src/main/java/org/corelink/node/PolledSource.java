package org.corelink.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source that may block, read on an executor of its own: never waited for, never twice at once. A reading that is not
 * done by its deadline is interrupted, once; one that goes on all the same keeps its own thread and delays nothing else.
 * {@link #newest} then stays what it was and grows old, until {@link #live} no longer gives it.
 */
final class PolledSource<T> {
    private static final Logger LOG = System.getLogger(PolledSource.class.getName());

    private final String name;
    private final Supplier<T> source;
    private final Executor executor;
    private final Runnable onDone;
    private volatile @Nullable Timed<T> newest;

    // Used by the polling thread only.
    private @Nullable Long askedNanos;

    // Guarded by this.
    private boolean busy;
    private boolean overdue;
    private boolean unseen;
    private boolean failing;
    private @Nullable Thread reader;

    /**
     * Reads {@code source}.
     *
     * @param name for the log: "the network links"
     * @param onDone called on the executor's thread after each reading
     */
    PolledSource(String name, Supplier<T> source, Executor executor, Runnable onDone) {
        this.name = name;
        this.source = source;
        this.executor = executor;
        this.onDone = onDone;
    }

    /**
     * Starts a reading if the last one began an interval ago, and is done. Otherwise sees to the deadline of the one
     * that is under way.
     *
     * @return when to poll next at the latest; readings that end before are told by {@code onDone}
     */
    long poll(long nowNanos, Duration interval) {
        Long asked = askedNanos;
        if (asked != null && isBusy()) {
            seeToDeadline(nowNanos - asked);
            return nowNanos + interval.toNanos();
        }
        // From now on, not from when it was due: after a pause of the machine there is nothing to catch up on.
        if (asked == null || nowNanos - asked >= interval.toNanos()) {
            askedNanos = nowNanos;
            start(nowNanos);
            return nowNanos + interval.toNanos();
        }
        return asked + interval.toNanos();
    }

    /** Lets the next poll start a reading if the last one began so long ago; one that is under way goes on. */
    void expire(long nowNanos, Duration atLeast) {
        Long asked = askedNanos;
        if (asked != null && !isBusy() && nowNanos - asked >= atLeast.toNanos()) {
            askedNanos = null;
        }
    }

    /** The newest value; null before the first. */
    @Nullable
    Timed<T> newest() {
        return newest;
    }

    /** The newest value if it is at most so old, else {@code unknown}. */
    T live(Duration age, long nowNanos, T unknown) {
        Timed<T> last = newest;
        return last != null && last.isWithin(age, nowNanos) ? last.value() : unknown;
    }

    /** Whether no reading is under way, and none has ended since it was asked last. */
    synchronized boolean isSettled() {
        boolean settled = !busy && !unseen;
        unseen = false;
        return settled;
    }

    private synchronized boolean isBusy() {
        return busy;
    }

    private void start(long nowNanos) {
        synchronized (this) {
            busy = true;
        }
        try {
            executor.execute(() -> read(nowNanos));
        } catch (RejectedExecutionException e) {
            // The sampler is closing: nobody will ask for the value.
            done();
        }
    }

    private void read(long nowNanos) {
        synchronized (this) {
            reader = Thread.currentThread();
        }
        try {
            newest = new Timed<>(source.get(), nowNanos);
            failing = false;
        } catch (RuntimeException e) {
            // Sources do not throw for what they watch, so this is a fault of ours: told once, and shown as ageing.
            if (!failing) {
                LOG.log(Level.WARNING, "reading " + name + " failed", e);
            }
            failing = true;
        } finally {
            done();
            onDone.run();
        }
    }

    private synchronized void done() {
        if (overdue) {
            LOG.log(Level.INFO, "{0}: the reading that was overdue has ended", name);
            // An interrupt that it did not notice is not meant for the next one.
            Thread.interrupted();
        }
        reader = null;
        overdue = false;
        unseen = true;
        busy = false;
    }

    private synchronized void seeToDeadline(long takenNanos) {
        if (!overdue && busy && takenNanos >= SamplerTiming.DEADLINE.toNanos()) {
            overdue = true;
            LOG.log(
                    Level.WARNING,
                    "{0}: no answer for {1} s; what was read before is shown until it is old",
                    name,
                    SamplerTiming.DEADLINE.toSeconds());
            if (reader != null) {
                reader.interrupt();
            }
        }
    }
}
