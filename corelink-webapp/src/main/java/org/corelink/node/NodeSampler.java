package org.corelink.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Watches this machine and tells its state whenever that changes.
 *
 * <p>One thread composes the states and calls the listener; each source that may block has a thread of its own, so that
 * a hanging GPU driver delays neither the other values nor the telling. All are platform daemon threads: waiting for
 * processes and sysfs pins a virtual thread's carrier.
 */
public final class NodeSampler implements AutoCloseable {
    private static final Logger LOG = System.getLogger(NodeSampler.class.getName());

    /** Longest time that {@link #close} takes. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** Longer than the pause between two samples. */
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private final SamplerTiming timing;
    private final List<ExecutorService> executors = new ArrayList<>();
    private final Thread thread;
    private final NodeWatch watch;
    private volatile boolean closed;

    /**
     * Prepares to watch; starts nothing.
     *
     * @param version CoreLink's version, told as a part of the state
     * @param listener called on the sampler's thread with the first state, with each change, and at least every
     *     {@link SamplerTiming#refresh()}; must return quickly and must not close the sampler
     */
    public NodeSampler(String version, SamplerTiming timing, NodeSources sources, Consumer<NodeState> listener) {
        this.timing = timing;
        thread = Thread.ofPlatform().daemon().name("corelink-sampler").unstarted(this::run);
        NodeWatch.Readers readers = new NodeWatch.Readers(this::oneThread, () -> LockSupport.unpark(thread));
        watch = new NodeWatch(version, timing, sources, readers, listener);
    }

    /**
     * Starts watching. The first state is told at once, without waiting for any source.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    /** Reads every source now, without waiting for the readings; their changes are told as always. Any thread. */
    public void resample() {
        watch.askAll();
        LockSupport.unpark(thread);
    }

    /**
     * Stops watching and ends a reading that is under way, with its child process. Returns within a second even if a
     * source is stuck; no state is told afterwards. Idempotent.
     */
    @Override
    public void close() {
        closed = true;
        executors.forEach(ExecutorService::shutdownNow);
        LockSupport.unpark(thread);
        long deadline = System.nanoTime() + CLOSE.toNanos();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE);
            }
            for (ExecutorService executor : executors) {
                if (!executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.log(Level.WARNING, "a source of readings is stuck; its daemon thread is left behind");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            long due = cycle(System.nanoTime());
            LockSupport.parkNanos(this, due - System.nanoTime());
        }
    }

    private long cycle(long nowNanos) {
        try {
            return watch.doWork(nowNanos);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "telling this machine's state failed; the next change is tried again", e);
            return nowNanos + timing.interval().toNanos();
        }
    }

    /**
     * One thread, and one place to wait for it: {@link PolledSource} never asks while a reading is under way. A thread
     * that has nothing to do for a while ends.
     */
    private ExecutorService oneThread(String source) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                Thread.ofPlatform().daemon().name("corelink-" + source).factory());
        executor.allowCoreThreadTimeOut(true);
        executors.add(executor);
        return executor;
    }
}
