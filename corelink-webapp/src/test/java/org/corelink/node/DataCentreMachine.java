package org.corelink.node;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;

/** A busy machine as they stand in data centres, every value known. */
final class DataCentreMachine {
    private DataCentreMachine() {}

    static NodeState withGpus(int count) {
        return new NodeState(
                "0.02.0",
                false,
                IntStream.range(0, count).mapToObj(DataCentreMachine::gpu).toList(),
                null,
                100_000,
                100_000,
                0.000125,
                96.4,
                1_234_567L,
                machine());
    }

    /** The same with the longest number of each quantity, different for each GPU. */
    static NodeState withLongestNumbers(int count) {
        NodeState state = withGpus(count);
        return state.with(
                state.gpus().stream()
                        .map(gpu -> {
                            Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
                            for (GpuQuantity quantity : GpuQuantity.values()) {
                                values.put(quantity, Math.max(quantity.lowest(), quantity.highest() - gpu.index()));
                            }
                            return new Gpu(
                                    gpu.inventory(),
                                    new GpuReading(values, gpu.reading().throttleReasons(), null),
                                    gpu.condition());
                        })
                        .toList(),
                null);
    }

    private static MachineReading machine() {
        return new MachineReading(
                List.of(
                        new NetworkLink("enp1s0f0", 100_000, 100_000, Duplex.FULL),
                        new NetworkLink("enp1s0f1", 0, 100_000, Duplex.UNKNOWN)),
                "chrony",
                new SystemReading(
                        37.5,
                        new LoadAverage(41.25, 38.02, 36.9),
                        new MemorySize(2_063_521, 1_514_233),
                        1_234_567L,
                        "6.8.0-45-generic",
                        "4b1f9a0e-6d0c-4a53-9f2e-8d1c0e5b7a66"),
                new DiskReading(1_830_000L, 1_220_455L, 154L),
                new ProcessCost(0.4, 148L, 31L, 42, 87),
                new Traffic(54.2, 42.2, 9.5, 31.4),
                new GpuSample.Origin("NVML", "libnvidia-ml.so.1 of driver 550.54.15", null),
                ReadingAges.of(source -> source == NodeSource.CLOCK || source == NodeSource.DISK ? 31_200L : 400L),
                0);
    }

    private static Gpu gpu(int index) {
        GpuInventory inventory = new GpuInventory(
                index,
                "H100 80GB HBM3",
                new GpuIdentity(
                        "00000000:%02X:00.0".formatted(0x19 + 8 * index),
                        "GPU-8f9a1c%02x-3b7e-4d21-9c55-0a1b2c3d4e5f".formatted(index),
                        Long.toString(1_650_522_003_820L + index),
                        "96.00.74.00.01",
                        "550.54.15",
                        "12.4"),
                81_559,
                new PowerLimits(700, 200, 700),
                new PcieLinks(new PcieLink(5, 16), new PcieLink(5, 16), new PcieLink(5, 16), new PcieLink(5, 16)),
                new MigPartition(false, List.of()),
                ComputeMode.DEFAULT,
                IntStream.range(0, 18).mapToObj(i -> new NvLink(i, true)).toList());
        return new Gpu(inventory, reading(index), GpuCondition.WORKING);
    }

    private static GpuReading reading(int index) {
        Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
        for (GpuQuantity quantity : GpuQuantity.values()) {
            values.put(quantity, quantity.lowest());
        }
        values.put(GpuQuantity.UTILIZATION, 97 - index);
        values.put(GpuQuantity.MEMORY_USED, 72_345 + 10 * index);
        values.put(GpuQuantity.TEMPERATURE, 61 + index);
        values.put(GpuQuantity.POWER, 612 + index);
        values.put(GpuQuantity.MEMORY_TOTAL, 81_559);
        values.put(GpuQuantity.POWER_LIMIT, 700);
        values.remove(GpuQuantity.FAN);
        values.put(GpuQuantity.SM_CLOCK, 1_755 + 15 * (index % 3));
        values.put(GpuQuantity.MEMORY_CLOCK, 2_619);
        values.put(GpuQuantity.MEMORY_UTILIZATION, 43 + index);
        values.put(GpuQuantity.SLOWDOWN_TEMPERATURE, 89);
        values.put(GpuQuantity.SHUTDOWN_TEMPERATURE, 95);
        values.remove(GpuQuantity.XID);
        values.put(GpuQuantity.PCIE_SENT, 41_234 + index);
        values.put(GpuQuantity.PCIE_RECEIVED, 1_312_456 + index);
        return new GpuReading(
                values,
                Set.of(ThrottleReason.POWER_CAP),
                List.of(new GpuProcess(
                        1_204_117 + index,
                        GpuProcess.Type.COMPUTE,
                        72_100 + 10 * index,
                        new GpuProcess.Owner("research", "python3", null))));
    }
}
