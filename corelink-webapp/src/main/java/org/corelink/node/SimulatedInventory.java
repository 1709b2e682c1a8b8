package org.corelink.node;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.jspecify.annotations.Nullable;

/** What simulated GPUs tell of themselves: all that real ones of their kind do. */
final class SimulatedInventory {
    /** Of all simulated machines. */
    static final String DRIVER = "570.86.15";

    private static final int LANES = 16;
    private static final int FIRST_BUS = 0x19;
    private static final int BUS_STEP = 8;

    private SimulatedInventory() {}

    /**
     * The inventory of one card.
     *
     * @param number of its machine
     * @param index the driver's number
     * @param lanes PCIe lanes of its slot
     */
    static GpuInventory of(SimulatedCard card, int number, int index, int lanes) {
        PcieLink best = new PcieLink(card.pcieGeneration, LANES);
        PcieLink slot = new PcieLink(card.pcieGeneration, lanes);
        return new GpuInventory(
                index,
                card.model,
                identity(card, number, index),
                card.memoryMiB,
                new PowerLimits(card.powerLimitWatts, card.powerLimitWatts / 3, card.powerLimitWatts),
                new PcieLinks(slot, best, slot, best.with(slot)),
                new MigPartition(card.isDivisible() ? (Boolean) false : null, List.of()),
                ComputeMode.DEFAULT,
                IntStream.range(0, card.nvLinks)
                        .mapToObj(link -> new NvLink(link, true))
                        .toList());
    }

    private static GpuIdentity identity(SimulatedCard card, int number, int index) {
        return new GpuIdentity(
                String.format(Locale.ROOT, "00000000:%02X:00.0", FIRST_BUS + BUS_STEP * index),
                String.format(Locale.ROOT, "GPU-5177c0de-%04x-4000-8000-%012x", number, index),
                serial(card, number, index),
                String.format(Locale.ROOT, "9%d.00.74.00.01", card.pcieGeneration),
                DRIVER,
                "12.8");
    }

    private static @Nullable String serial(SimulatedCard card, int number, int index) {
        return card.isConsumer() ? null : String.format(Locale.ROOT, "1650%06d%03d", number, index);
    }
}
