package org.corelink.cluster.history;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.corelink.cluster.ClusterView;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link History} of the newest views. Any thread may read; what it gets is a copy. */
public final class HistoryWatch {
    /** Time between two values. */
    public static final Duration STEP = History.STEP;

    /** Values of a sparkline: five minutes. */
    public static final int RECENT = 30;

    private static final System.Logger LOG = System.getLogger(HistoryWatch.class.getName());

    private final Clock clock;
    private final Supplier<ClusterView> views;
    private final ReentrantLock lock = new ReentrantLock();
    private final History history = new History();

    /**
     * A watch that has seen nothing yet.
     *
     * @param clock tells when a step was
     * @param views the newest view
     */
    public HistoryWatch(Clock clock, Supplier<ClusterView> views) {
        this.clock = clock;
        this.views = views;
    }

    /** Keeps the newest view if a new step has begun. Called about once a second, always by the same thread. */
    public void look(long nowNanos) {
        lock.lock();
        try {
            long step = History.stepAt(nowNanos);
            if (history.isNew(step)) {
                history.add(views.get(), step, clock.instant());
            }
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.log(System.Logger.Level.ERROR, "keeping the history failed; the next step is tried again", e);
        } finally {
            lock.unlock();
        }
    }

    /** The last hour of a machine; {@link NodeHistory#NONE} if it is not known, or has just come. */
    public NodeHistory of(NodeId id) {
        lock.lock();
        try {
            return history.of(id);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The newest {@value #RECENT} values, or fewer, of the utilisation of one GPU, the oldest first: percent, null where
     * unknown. Empty if the GPU is not known.
     */
    public List<@Nullable Integer> recent(NodeId id, int gpu) {
        lock.lock();
        try {
            return history.recent(id, gpu, TrackedQuantity.UTILIZATION, RECENT);
        } finally {
            lock.unlock();
        }
    }
}
