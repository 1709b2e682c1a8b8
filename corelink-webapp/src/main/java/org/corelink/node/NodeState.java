package org.corelink.node;

import java.util.List;
import org.corelink.gpu.Gpu;
import org.jspecify.annotations.Nullable;

/**
 * What one machine says about itself.
 *
 * @param version CoreLink's version there; empty for 0.01.x, which does not say
 * @param simulated whether the machine exists only in a simulation
 * @param gpus sorted by index
 * @param gpuProblem why there is no GPU, or null
 * @param linkMbit negotiated speed of its network link, Mbit/s; 0 = unknown
 * @param linkMaxMbit best speed that link can do, Mbit/s; 0 = unknown
 * @param clockDriftSeconds local clock minus NTP time; null = unknown
 * @param corelinkKbps CoreLink's own traffic on that machine, kbit/s
 * @param uptimeSeconds time since the machine booted; null = not told
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
        @Nullable Long uptimeSeconds) {
    /** Takes an immutable copy of the list. */
    public NodeState {
        gpus = List.copyOf(gpus);
    }
}
