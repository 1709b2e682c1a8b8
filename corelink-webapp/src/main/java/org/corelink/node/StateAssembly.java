package org.corelink.node;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;

/**
 * Puts a state together from its payloads. The reading says which GPUs there are; the inventory says what they are, and
 * may be of a moment before or after.
 *
 * @param inventory in the open format the same as the reading
 * @param reading the newest
 * @param heartbeatMillis the sender's wall clock at the heartbeat that brought the reading
 */
record StateAssembly(StateDraft inventory, StateDraft reading, long heartbeatMillis) {
    /** A heartbeat repeats a state for some seconds. Beyond this, the sender's clock has jumped in between. */
    private static final long MAX_REPEATED_MILLIS = 60_000;

    private static final int MILLIS_PER_TENTH = 100;

    NodeState state() {
        List<Integer> indexes = reading.gpus().stream().sorted().toList();
        return new NodeState(
                or(MachineFields.VERSION.in(inventory), ""),
                or(MachineFields.SIMULATED.in(inventory), false),
                indexes.stream().map(this::gpu).toList(),
                MachineFields.GPU_PROBLEM.in(reading),
                or(MachineFields.LINK.in(reading), 0),
                or(MachineFields.LINK_BEST.in(reading), 0),
                MachineFields.DRIFT.in(reading),
                or(MachineFields.KBPS.in(reading), 0.0),
                MachineFields.UPTIME.in(reading),
                machine());
    }

    private MachineReading machine() {
        return new MachineReading(
                or(MachineFields.LINKS.in(inventory), List.of()),
                or(MachineFields.CLOCK_SOURCE.in(reading), ""),
                new SystemReading(
                        MachineFields.CPU.in(reading),
                        MachineFields.LOAD.in(reading),
                        MachineFields.MEMORY.in(reading),
                        MachineFields.UPTIME.in(reading),
                        MachineFields.KERNEL.in(inventory),
                        MachineFields.BOOT_ID.in(inventory)),
                or(MachineFields.DISK.in(reading), DiskReading.UNKNOWN),
                or(MachineFields.COST.in(reading), ProcessCost.UNKNOWN),
                or(MachineFields.TRAFFIC.in(reading), Traffic.NONE),
                origin(),
                ages(),
                inventory == reading ? reading.unknownFields() : inventory.unknownFields() + reading.unknownFields());
    }

    private GpuSample.Origin origin() {
        GpuSample.Origin source = or(MachineFields.GPU_SOURCE.in(inventory), GpuSample.Origin.UNKNOWN);
        return new GpuSample.Origin(source.source(), source.reason(), MachineFields.GPU_ERROR.in(reading));
    }

    /** The state may have been repeated by many heartbeats. Both times are of one clock, the sender's. */
    private ReadingAges ages() {
        ReadingAges ages = or(MachineFields.AGES.in(reading), ReadingAges.UNKNOWN);
        Long at = MachineFields.AT.in(reading);
        long repeated = at == null ? 0 : heartbeatMillis - at * MILLIS_PER_TENTH;
        return repeated > 0 && repeated <= MAX_REPEATED_MILLIS ? ages.later(repeated) : ages;
    }

    private Gpu gpu(int index) {
        return new Gpu(what(index), readingOf(index), condition(index));
    }

    private GpuInventory what(int index) {
        StateDraft from = inventory;
        return new GpuInventory(
                index,
                or(from.value(GpuFields.MODEL, index), GpuInventory.UNKNOWN_MODEL),
                new GpuIdentity(
                        from.value(GpuFields.BUS_ID, index),
                        from.value(GpuFields.UUID, index),
                        from.value(GpuFields.SERIAL, index),
                        from.value(GpuFields.VBIOS, index),
                        from.value(GpuFields.DRIVER, index),
                        from.value(GpuFields.CUDA, index)),
                from.value(GpuFields.BOARD_MEMORY, index),
                or(from.value(GpuFields.POWER_LIMITS, index), PowerLimits.UNKNOWN),
                pcie(index),
                new MigPartition(
                        from.value(GpuFields.MIG, index), or(reading.value(GpuFields.MIG_PARTS, index), List.of())),
                from.value(GpuFields.COMPUTE_MODE, index),
                from.value(GpuFields.NV_LINKS, index));
    }

    private PcieLinks pcie(int index) {
        return new PcieLinks(
                or(reading.value(GpuFields.PCIE_NOW, index), PcieLink.UNKNOWN),
                or(inventory.value(GpuFields.PCIE_CARD, index), PcieLink.UNKNOWN),
                or(inventory.value(GpuFields.PCIE_SLOT, index), PcieLink.UNKNOWN),
                or(inventory.value(GpuFields.BOTTLENECK, index), PcieLink.UNKNOWN));
    }

    private GpuReading readingOf(int index) {
        Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
        for (GpuQuantity quantity : GpuQuantity.values()) {
            Integer value = reading.value(GpuFields.of(quantity), index);
            if (value != null) {
                values.put(quantity, value);
            }
        }
        Long mask = reading.value(GpuFields.THROTTLE, index);
        Set<ThrottleReason> reasons = mask == null ? null : ThrottleReason.ofMask(mask);
        return new GpuReading(values, reasons, ProcessFields.in(reading, index));
    }

    private GpuCondition condition(int index) {
        GpuCondition.State state = reading.value(GpuFields.STATE, index);
        return state == null ? GpuCondition.WORKING : new GpuCondition(state, reading.value(GpuFields.REASON, index));
    }

    private static <T> T or(@Nullable T value, T unknown) {
        return Objects.requireNonNullElse(value, unknown);
    }
}
