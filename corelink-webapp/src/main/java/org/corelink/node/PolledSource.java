package org.corelink.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source that may block, read on an executor of its own: never waited for, never twice at once. One that hangs keeps
 * its own thread and delays nothing else; {@link #newest} then simply stays what it was, and says how old it is.
 */
final class PolledSource<T> {
    private static final Logger LOG = System.getLogger(PolledSource.class.getName());

    private final Supplier<T> source;
    private final Executor executor;
    private final Runnable onDone;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Timed<T> newest;

    /** Only used by the one reading that is under way. */
    private boolean failing;

    /**
     * Reads {@code source}.
     *
     * @param onDone called on the executor's thread after each reading
     */
    PolledSource(Supplier<T> source, Executor executor, Runnable onDone) {
        this.source = source;
        this.executor = executor;
        this.onDone = onDone;
    }

    /** Starts a reading unless one is under way. */
    void request(long nowNanos) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> read(nowNanos));
        } catch (RejectedExecutionException e) {
            // The sampler is closing: nobody will ask for the value.
            busy.set(false);
        }
    }

    /** The newest value; null before the first. */
    @Nullable
    Timed<T> newest() {
        return newest;
    }

    private void read(long nowNanos) {
        try {
            newest = new Timed<>(source.get(), nowNanos);
            failing = false;
        } catch (RuntimeException e) {
            // Sources do not throw for what they watch, so this is a fault of ours: told once, and shown as ageing.
            if (!failing) {
                LOG.log(Level.WARNING, "a source of readings failed", e);
            }
            failing = true;
        } finally {
            busy.set(false);
            onDone.run();
        }
    }
}
