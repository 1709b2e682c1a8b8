package org.corelink.host.view;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.corelink.cluster.query.RowSelection;
import org.jspecify.annotations.Nullable;

/** Asks the console again and again for what is wanted now. SHELL, one thread of its own. */
final class Feed implements AutoCloseable {
    /** The console's own figures are seldom newer. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ClusterSource source;
    private final AtomicReference<Told> newest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private RowSelection wanted;
    private final Thread thread;

    /**
     * What was told last.
     *
     * @param nanos when
     * @param trouble why nothing newer was told; empty if nothing is wrong
     */
    record Told(Listing listing, long nanos, String trouble) {}

    private Feed(ClusterSource source, RowSelection wanted, Told first) {
        this.source = source;
        this.wanted = wanted;
        this.newest = new AtomicReference<>(first);
        this.thread = Thread.ofPlatform().daemon().name("feed").unstarted(this::run);
    }

    /**
     * Asks once, and from then on by itself.
     *
     * @throws ConsoleException if the console does not tell
     */
    static Feed start(ClusterSource source, RowSelection wanted) throws ConsoleException, InterruptedException {
        Feed feed = new Feed(source, wanted, new Told(source.listing(wanted), System.nanoTime(), ""));
        feed.thread.start();
        return feed;
    }

    Told newest() {
        return newest.get();
    }

    /** Asks for something else from now on, and at once. */
    void want(RowSelection other) {
        lock.lock();
        try {
            if (!wanted.equals(other)) {
                wanted = other;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        RowSelection asked = null;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                asked = next(asked);
                newest.set(ask(asked));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until it is time, or something else is wanted. */
    private RowSelection next(@Nullable RowSelection asked) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = PAUSE.toNanos();
            while (left > 0 && (asked == null || wanted.equals(asked))) {
                left = changed.awaitNanos(left);
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private Told ask(RowSelection selection) throws InterruptedException {
        try {
            return new Told(source.listing(selection), System.nanoTime(), "");
        } catch (ConsoleException e) {
            Told last = newest.get();
            return new Told(last.listing(), last.nanos(), e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
