package org.corelink.cluster;

import java.util.List;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeState;
import org.jspecify.annotations.Nullable;

/** Views for tests. */
public final class Views {
    private Views() {}

    /** A view of the given machines. */
    public static ClusterView view(long revision, NodeView... nodes) {
        return new ClusterView(revision, List.of(nodes), Set.of());
    }

    /** The same view with this limit to what the machine knows. */
    public static ClusterView limited(ClusterView view, Condition condition) {
        return new ClusterView(view.revision(), view.nodes(), Set.of(condition));
    }

    /** An online machine whose name is its id, heard at 0, whose GPUs have these utilisations. */
    public static NodeView node(String id, @Nullable Integer... utilizations) {
        List<Gpu> gpus = new java.util.ArrayList<>();
        for (Integer utilization : utilizations) {
            gpus.add(new Gpu(
                    gpus.size(),
                    "GeForce RTX 4090",
                    new PcieLink(4, 16),
                    new GpuReading(utilization, 12_282, 24_564, 71, 310, 450, null, 2_520, null)));
        }
        NodeState state = new NodeState(
                "0.02.0",
                false,
                gpus,
                gpus.isEmpty() ? "nvidia-smi is not installed" : null,
                1_000,
                10_000,
                0.003,
                1.2,
                93_784L);
        return new NodeView(
                new NodeId(id),
                id,
                false,
                MemberState.ONLINE,
                "first heard from 10.0.0.1",
                false,
                false,
                "10.0.0.1",
                0,
                state);
    }

    /** The same machine under another name. */
    public static NodeView named(String name, NodeView node) {
        return new NodeView(
                node.id(),
                name,
                node.nameTaken(),
                node.membership(),
                node.reason(),
                node.self(),
                node.unverified(),
                node.address(),
                node.heardNanos(),
                node.state());
    }

    /** The same machine in another membership state. */
    public static NodeView with(NodeView node, MemberState membership, String reason) {
        return new NodeView(
                node.id(),
                node.name(),
                node.nameTaken(),
                membership,
                reason,
                node.self(),
                node.unverified(),
                node.address(),
                node.heardNanos(),
                node.state());
    }

    /** The same machine heard at another time. */
    public static NodeView heardAt(NodeView node, long heardNanos) {
        return heard(node, node.self(), node.address(), heardNanos, node.state());
    }

    /** The same machine as the one that serves the console. */
    public static NodeView self(NodeView node) {
        return heard(node, true, "", node.heardNanos(), node.state());
    }

    /** The same machine that tells this of itself too. */
    public static NodeView telling(NodeView node, MachineReading machine) {
        NodeState state = node.state();
        return saying(node, state(node, state.gpus(), state.gpuProblem(), state.clockDriftSeconds(), machine));
    }

    /** The same machine with these GPUs. */
    public static NodeView with(NodeView node, List<Gpu> gpus, @Nullable String problem) {
        NodeState state = node.state();
        return saying(node, state(node, gpus, problem, state.clockDriftSeconds(), state.machine()));
    }

    /** The same machine whose clock is off by so much. */
    public static NodeView drifting(NodeView node, @Nullable Double seconds) {
        NodeState state = node.state();
        return saying(node, state(node, state.gpus(), state.gpuProblem(), seconds, state.machine()));
    }

    /** The same machine in this state. */
    public static NodeView saying(NodeView node, NodeState state) {
        return heard(node, node.self(), node.address(), node.heardNanos(), state);
    }

    private static NodeState state(
            NodeView node, List<Gpu> gpus, @Nullable String problem, @Nullable Double drift, MachineReading machine) {
        NodeState state = node.state();
        return new NodeState(
                state.version(),
                state.simulated(),
                gpus,
                problem,
                state.linkMbit(),
                state.linkMaxMbit(),
                drift,
                state.corelinkKbps(),
                state.uptimeSeconds(),
                machine);
    }

    private static NodeView heard(NodeView node, boolean self, String address, long heardNanos, NodeState state) {
        return new NodeView(
                node.id(),
                node.name(),
                node.nameTaken(),
                node.membership(),
                node.reason(),
                self,
                node.unverified(),
                address,
                heardNanos,
                state);
    }
}
