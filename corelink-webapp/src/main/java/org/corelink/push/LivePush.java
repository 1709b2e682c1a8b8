package org.corelink.push;

import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Summary;
import org.corelink.cluster.ViewChange;

/**
 * The thread that turns changes of the view into messages: one change, encoded once, the same bytes for all pages.
 *
 * <p>From a heartbeat to the socket: gossip thread → {@code ClusterWatch.onChange} → {@link #onChange} → this thread →
 * {@link ViewChange#between} → {@link DeltaBytes#encode} → {@link LiveChannel#broadcast}.
 */
public final class LivePush implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LivePush.class.getName());

    private final String boot;
    private final Supplier<ClusterView> views;
    private final LiveChannel channel;
    private final ViewFollower follower;
    private final Runnable reading;
    private final Thread thread = Thread.ofPlatform().name("live-push").daemon().unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private boolean changed;
    private boolean closed;

    private final Snapshots snapshots;

    /** What the last message led to, and every page shows that has missed none. */
    private volatile Shown shown = Shown.NOTHING;

    /** When the strip was told last. Of the thread. */
    private long stripNanos;

    /** When gossip was asked to read last. Of the thread. */
    private long readNanos = System.nanoTime();

    /**
     * A push that does nothing before {@link #start}.
     *
     * @param boot tells this run of the server from the next, for pages that outlive it
     * @param views the newest view
     * @param follower goes along in the same rhythm
     * @param reading asks gossip to read what has come, where somebody watches; returns at once
     */
    public LivePush(
            String boot, Supplier<ClusterView> views, LiveChannel channel, ViewFollower follower, Runnable reading) {
        this.boot = boot;
        this.views = views;
        this.channel = channel;
        this.follower = follower;
        this.reading = reading;
        snapshots = new Snapshots(boot);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** The view has changed. Any thread; returns at once. */
    public void onChange() {
        lock.lock();
        try {
            changed = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Tells this run of the server from the next. */
    String boot() {
        return boot;
    }

    /** Everything that a page needs to follow the messages from the next on, whatever it shows now. */
    Snapshots.Encoded snapshot() {
        return snapshots.of(shown, System.nanoTime());
    }

    private void run() {
        long lastPush = System.nanoTime();
        try {
            while (awaitDue(lastPush)) {
                lastPush = System.nanoTime();
                push(views.get(), lastPush);
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "live push was interrupted", e);
        }
    }

    /** Waits until a push is due; false at the end. */
    private boolean awaitDue(long lastPush) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long wait = waitNanos(lastPush);
            while (!closed && wait > 0) {
                wake.awaitNanos(Math.min(wait, nanosToNextReading(lastPush)));
                wait = waitNanos(lastPush);
            }
            changed = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private long waitNanos(long lastPush) {
        return Pacing.waitNanos(lastPush, changed, channel.clients(), System.nanoTime());
    }

    /** Asks gossip to read if it is time to. */
    private long nanosToNextReading(long lastPush) {
        long now = System.nanoTime();
        long wait = Pacing.waitToReadNanos(lastPush, readNanos, channel.clients(), now);
        if (wait > 0) {
            return wait;
        }
        readNanos = now;
        reading.run();
        return Pacing.waitToReadNanos(lastPush, now, channel.clients(), now);
    }

    private void push(ClusterView newest, long nowNanos) {
        try {
            shown = channel.hasClients() ? tell(newest, nowNanos) : shown.untold(newest);
            follower.onTurn(newest, nowNanos);
        } catch (RuntimeException e) {
            // One failed push must not end all that follow; pages notice the gap and fetch a snapshot.
            LOG.log(System.Logger.Level.ERROR, "push failed", e);
        }
    }

    /** Tells all pages what has changed, and returns what they show then. */
    private Shown tell(ClusterView newest, long nowNanos) {
        ViewChange change = ViewChange.between(shown.view(), newest);
        boolean strip = Pacing.isStripDue(stripNanos, change.isUrgent(), nowNanos);
        stripNanos = strip ? nowNanos : stripNanos;
        SequencedMap<String, String> figures = strip ? Summary.of(newest) : shown.told();
        DeltaBytes.Encoded delta = DeltaBytes.encode(change, figures, nowNanos, shown);
        channel.broadcast(new LiveMessage(delta.bytes()));
        // A page that asks for new rows gets the figures with them.
        return change.structural() ? shown.untold(newest) : shown.told(newest, figures, delta.learned());
    }

    /** Ends the thread; returns when it has ended, within a second. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
