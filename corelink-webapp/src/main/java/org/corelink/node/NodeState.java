package org.corelink.node;

import java.util.List;
import java.util.Objects;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuSample;
import org.jspecify.annotations.Nullable;

/**
 * What one machine says about itself.
 *
 * @param version CoreLink's version there; empty for 0.01.x, which does not say
 * @param simulated whether the machine exists only in a simulation
 * @param gpus sorted by index
 * @param gpuProblem why there is no GPU, or what is wrong with those listed, in words for a person; null when all is
 *     well
 * @param linkMbit negotiated speed of its network link, Mbit/s; 0 = unknown
 * @param linkMaxMbit best speed that link can do, Mbit/s; 0 = unknown
 * @param clockDriftSeconds local clock minus NTP time; null = unknown
 * @param corelinkKbps CoreLink's own traffic on that machine, kbit/s
 * @param uptimeSeconds time since the machine booted; null = not told
 * @param machine what else it tells of itself
 */
public record NodeState(
        String version,
        boolean simulated,
        List<Gpu> gpus,
        @Nullable String gpuProblem,
        int linkMbit,
        int linkMaxMbit,
        @Nullable Double clockDriftSeconds,
        double corelinkKbps,
        @Nullable Long uptimeSeconds,
        MachineReading machine) {
    /** The problem of a machine that has only just begun to look. */
    public static final String GPUS_NOT_READ = "the GPUs have not been read yet";

    /** Takes an immutable copy of the list. */
    public NodeState {
        gpus = List.copyOf(gpus);
    }

    /** A state without what only the machine itself knows today. */
    public NodeState(
            String version,
            boolean simulated,
            List<Gpu> gpus,
            @Nullable String gpuProblem,
            int linkMbit,
            int linkMaxMbit,
            @Nullable Double clockDriftSeconds,
            double corelinkKbps,
            @Nullable Long uptimeSeconds) {
        this(
                version,
                simulated,
                gpus,
                gpuProblem,
                linkMbit,
                linkMaxMbit,
                clockDriftSeconds,
                corelinkKbps,
                uptimeSeconds,
                MachineReading.UNKNOWN);
    }

    /** The same with these GPUs and this problem. */
    NodeState with(List<Gpu> otherGpus, @Nullable String problem) {
        return new NodeState(
                version,
                simulated,
                otherGpus,
                problem,
                linkMbit,
                linkMaxMbit,
                clockDriftSeconds,
                corelinkKbps,
                uptimeSeconds,
                machine);
    }

    /** What a machine can say before anything was read. */
    public static NodeState starting(String version) {
        return new NodeState(version, false, List.of(), GPUS_NOT_READ, 0, 0, null, 0, null);
    }

    /** Whether something is wrong with its GPUs: a machine that has no card lacks none. */
    public boolean hasGpuTrouble() {
        return gpuProblem != null && !(gpus.isEmpty() && gpuProblem.equals(GpuSample.NO_DEVICE));
    }

    /** Whether the other state lists the same GPUs with the same problem: what a reader waits for when it changes. */
    public boolean hasSameGpusAs(NodeState other) {
        return Objects.equals(gpuProblem, other.gpuProblem)
                && gpus.stream()
                        .map(Gpu::index)
                        .toList()
                        .equals(other.gpus.stream().map(Gpu::index).toList());
    }

    /** Whether all is the same but what changes all the time: uptime, drift, own cost, traffic, and data over PCIe. */
    boolean hasSameSteadyPartAs(NodeState other) {
        return version.equals(other.version)
                && simulated == other.simulated
                && inTable(gpus).equals(inTable(other.gpus))
                && Objects.equals(gpuProblem, other.gpuProblem)
                && linkMbit == other.linkMbit
                && linkMaxMbit == other.linkMaxMbit
                && machine.links().equals(other.machine.links());
    }

    private static List<Gpu> inTable(List<Gpu> gpus) {
        return gpus.stream().map(Gpu::inTable).toList();
    }
}
