package org.corelink.cluster.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The main readings of the whole cluster over the last hour: one value for each step of {@link #STEP}, as it was at the end
 * of that step. A machine that is forgotten takes its history with it, so that all of it is bounded by the number of
 * members. Not safe for threads.
 */
final class History {
    /** Time between two values. */
    static final Duration STEP = Duration.ofSeconds(10);

    /** Values that are kept: an hour. */
    static final int STEPS = 360;

    private final Map<NodeId, NodeTracks> nodes = new HashMap<>();

    /** Number of steps since the first, at most {@link #STEPS}; 0 before it. */
    private int length;

    private long newest;
    private @Nullable Instant end;

    /** Number of the step in which a moment lies, in the time base of {@link System#nanoTime()}. */
    static long stepAt(long nowNanos) {
        return Math.floorDiv(nowNanos, STEP.toNanos());
    }

    /** Bytes that all values of so many machines with so many GPUs each take. */
    static long bytes(int machines, int gpus) {
        return (long) machines
                * (Track.bytes(TrackedQuantity.OF_MACHINE) + (long) gpus * Track.bytes(TrackedQuantity.OF_GPU));
    }

    /** Whether nothing is known of that step yet, and it is no earlier one. */
    boolean isNew(long step) {
        return length == 0 || step > newest;
    }

    /**
     * Adds a step; those that were left out since the last are unknown.
     *
     * @param step its number, which {@link #isNew}
     * @param now the wall clock at that step
     */
    void add(ClusterView view, long step, Instant now) {
        long missed = length == 0 ? 0 : Math.min(step - newest - 1, STEPS);
        for (long back = missed; back > 0; back--) {
            int slot = slot(step - back);
            nodes.values().forEach(node -> node.clear(slot));
        }
        length = (int) Math.min(STEPS, length + missed + 1);
        newest = step;
        end = now;
        nodes.keySet().retainAll(view.byId().keySet());
        for (NodeView node : view.nodes()) {
            nodes.computeIfAbsent(node.id(), _ -> new NodeTracks()).set(slot(step), node);
        }
    }

    /** The history of one machine; that of nothing if it is not known. */
    NodeHistory of(NodeId id) {
        NodeTracks node = nodes.get(id);
        int last = slot(newest);
        return node == null
                ? NodeHistory.NONE
                : new NodeHistory(newest, end, node.machineCourses(last, length), node.gpuCourses(last, length));
    }

    /**
     * The newest values of one quantity of one GPU, at most {@code count}, the oldest first; empty if the GPU is not
     * known.
     */
    List<@Nullable Integer> recent(NodeId id, int gpu, TrackedQuantity quantity, int count) {
        NodeTracks node = nodes.get(id);
        Track track = node == null ? null : node.gpu(gpu);
        return track == null
                ? List.of()
                : track.course(quantity, slot(newest), Math.min(count, length)).values();
    }

    /** Number of tracks of GPUs that are held, for tests of its bounds. */
    int gpuTracks() {
        return nodes.values().stream().mapToInt(NodeTracks::gpuCount).sum();
    }

    private static int slot(long step) {
        return (int) Math.floorMod(step, (long) STEPS);
    }
}
