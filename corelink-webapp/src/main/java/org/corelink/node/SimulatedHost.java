package org.corelink.node;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.corelink.gpu.GpuSample;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated machine tells of itself beside its GPUs.
 *
 * @param bootId random, the same for its life
 * @param memoryMiB of the machine
 * @param diskMiB of the machine
 */
record SimulatedHost(String bootId, long memoryMiB, long diskMiB) {
    private static final int CORES = 64;
    private static final long SLOW_PERIOD = 60;

    /** A machine as {@code fixed} makes it. */
    static SimulatedHost of(SplittableRandom fixed) {
        return new SimulatedHost(
                new UUID(fixed.nextLong(), fixed.nextLong()).toString(),
                1_024L * fixed.nextInt(256, 2_048),
                1_024L * fixed.nextInt(900, 7_000));
    }

    /**
     * What it tells.
     *
     * @param load mean load of its GPUs, 0 to 1
     * @param seconds since it was looked at first
     * @param gpuProblem why there is no GPU, or null
     */
    MachineReading reading(NetworkLink link, double load, long seconds, long uptime, double kbps, @Nullable String gpuProblem) {
        double tasks = CORES * load / 3;
        return new MachineReading(
                List.of(link),
                "chrony",
                new SystemReading(
                        tenths(3 + 35 * load),
                        new LoadAverage(tenths(tasks), tenths(tasks * 0.9), tenths(tasks * 0.8)),
                        new MemorySize(memoryMiB, Math.round(memoryMiB * (0.92 - 0.5 * load))),
                        uptime,
                        "6.8.0-45-generic",
                        bootId),
                new DiskReading(diskMiB, diskMiB / 3, 154L),
                new ProcessCost(0.4, 148L, 31L, 42, 87),
                new Traffic(tenths(kbps * 0.3), tenths(kbps * 0.7), 1.2, 4.8),
                origin(gpuProblem),
                ReadingAges.of(source -> age(source, seconds)),
                0);
    }

    /** The link of a machine that could do {@code maxMbit}. */
    static NetworkLink link(int mbit, int maxMbit) {
        return new NetworkLink("enp1s0f0", mbit, maxMbit, Duplex.FULL);
    }

    private static GpuSample.Origin origin(@Nullable String gpuProblem) {
        return gpuProblem == null
                ? new GpuSample.Origin("NVML", "libnvidia-ml.so.1 of driver " + SimulatedInventory.DRIVER, null)
                : new GpuSample.Origin("nvidia-smi", "NVML: Driver Not Loaded", gpuProblem);
    }

    /** Milliseconds: the clock and the disk are looked at once a minute. */
    private static long age(NodeSource source, long seconds) {
        return switch (source) {
            case CLOCK, DISK -> 1_000 * (seconds % SLOW_PERIOD);
            case GPUS, LINKS, SYSTEM -> 400;
        };
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
