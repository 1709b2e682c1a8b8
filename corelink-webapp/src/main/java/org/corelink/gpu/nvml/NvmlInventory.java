package org.corelink.gpu.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.jspecify.annotations.Nullable;

/** Asks the library what a device is. One thread. */
final class NvmlInventory {
    /** {@code nvmlPciInfo_t}: an older form of the bus id of 16 bytes, five numbers, then the bus id of 32. */
    private static final int BUS_ID_OFFSET = 36;

    private static final int BUS_ID_BYTES = 32;
    private static final int OLD_BUS_ID_BYTES = 16;
    private static final int UNKNOWN_MODE = -1;
    private static final int MAX_NVLINKS = 18;
    private static final int MAX_MIG_DEVICES = 16;

    /** {@code nvmlDeviceAttributes_t}: the number of multiprocessors comes first. */
    private static final int MULTIPROCESSORS_OFFSET = 0;

    private final NvmlReader reader;
    private final NvmlMemory memory;
    private final GpuSurroundings surroundings;

    NvmlInventory(NvmlReader reader, GpuSurroundings surroundings) {
        this.reader = reader;
        this.memory = new NvmlMemory(reader);
        this.surroundings = surroundings;
    }

    /**
     * Everything.
     *
     * @param driver version of the driver, or null
     * @param cuda newest version that it supports, or null
     */
    GpuInventory of(int index, long device, @Nullable String driver, @Nullable String cuda) {
        String name = reader.text(NvmlCall.NAME, device);
        GpuIdentity identity = new GpuIdentity(
                busId(device),
                reader.text(NvmlCall.UUID, device),
                reader.text(NvmlCall.SERIAL, device),
                reader.text(NvmlCall.VBIOS, device),
                driver,
                cuda);
        return new GpuInventory(
                index,
                GpuInventory.modelOf(name == null ? "" : name),
                identity,
                memory.of(device).total(),
                powerLimits(device),
                pcie(device, identity.busId()),
                mig(device),
                computeMode(device),
                nvLinks(device));
    }

    /** The same card with what can change at any moment asked again. */
    GpuInventory refreshed(GpuInventory known, long device) {
        PcieLinks pcie = known.pcie();
        return new GpuInventory(
                known.index(),
                known.model(),
                known.identity(),
                known.memoryMiB(),
                known.powerLimits(),
                new PcieLinks(now(device), pcie.card(), pcie.slot(), pcie.bottleneck()),
                known.mig().isEnabled() ? mig(device) : known.mig(),
                known.computeMode(),
                known.nvLinks());
    }

    private @Nullable String busId(long device) {
        if (reader.succeeded(reader.library().call(NvmlCall.PCI_INFO, device, reader.cleared()))) {
            return reader.textAt(BUS_ID_OFFSET, BUS_ID_BYTES);
        }
        if (!reader.library().has(NvmlCall.PCI_INFO)
                && reader.succeeded(reader.library().call(NvmlCall.PCI_INFO_OLD, device, reader.cleared()))) {
            String old = reader.textAt(0, OLD_BUS_ID_BYTES);
            // Four digits of domain.
            return old == null || old.indexOf(':') != 4 ? old : "0000" + old;
        }
        return null;
    }

    private PowerLimits powerLimits(long device) {
        Integer standard = believed(reader.watts(NvmlCall.POWER_STANDARD, device));
        OptionalDouble lowest = reader.firstOfTwo(NvmlCall.POWER_RANGE, device);
        OptionalDouble highest = lowest.isPresent() ? reader.secondNumber() : OptionalDouble.empty();
        return new PowerLimits(standard, believed(NvmlReader.watts(lowest)), believed(NvmlReader.watts(highest)));
    }

    private static @Nullable Integer believed(OptionalDouble watts) {
        return watts.isPresent() ? GpuQuantity.POWER_LIMIT.believed(watts.getAsDouble()) : null;
    }

    private PcieLinks pcie(long device, @Nullable String busId) {
        int lanes = reader.count(NvmlCall.PCIE_LANES_BOTH, device);
        PcieLink card = PcieLink.believed(reader.count(NvmlCall.PCIE_GENERATION_CARD, device), lanes);
        PcieLink both = PcieLink.believed(reader.count(NvmlCall.PCIE_GENERATION_BOTH, device), lanes);
        return PcieLinks.of(surroundings.pcie().apply(busId == null ? "" : busId), now(device), card, both);
    }

    private PcieLink now(long device) {
        return PcieLink.believed(
                reader.count(NvmlCall.PCIE_GENERATION, device), reader.count(NvmlCall.PCIE_LANES, device));
    }

    private @Nullable ComputeMode computeMode(long device) {
        OptionalDouble mode = reader.number(NvmlCall.COMPUTE_MODE, device);
        ComputeMode[] modes = ComputeMode.values();
        return mode.isPresent() && mode.getAsDouble() < modes.length ? modes[(int) mode.getAsDouble()] : null;
    }

    /** A device without the link of a number says so in several ways, so every refusal means just that. */
    private @Nullable List<NvLink> nvLinks(long device) {
        List<NvLink> links = new ArrayList<>();
        for (int i = 0; i < MAX_NVLINKS; i++) {
            if (reader.library().call(NvmlCall.NVLINK_STATE, device, i, reader.cleared()) == NvmlResult.SUCCESS) {
                links.add(new NvLink(i, reader.intAt(0) != 0));
            }
        }
        return links.isEmpty() && !reader.library().has(NvmlCall.NVLINK_STATE) ? null : links;
    }

    private MigPartition mig(long device) {
        OptionalDouble mode = reader.firstOfTwo(NvmlCall.MIG_MODE, device);
        return switch ((int) mode.orElse(UNKNOWN_MODE)) {
            case 0 -> new MigPartition(false, List.of());
            case 1 -> new MigPartition(true, instances(device));
            default -> MigPartition.UNKNOWN;
        };
    }

    private List<MigPartition.Instance> instances(long device) {
        List<MigPartition.Instance> instances = new ArrayList<>();
        int most = Math.min(MAX_MIG_DEVICES, reader.count(NvmlCall.MIG_MAX, device));
        for (int i = 0; i < most; i++) {
            // The numbers of parts that do not exist are not found.
            if (reader.succeeded(reader.library().call(NvmlCall.MIG_HANDLE, device, i, reader.cleared()))) {
                instances.add(instance(i, reader.longAt(0)));
            }
        }
        return instances;
    }

    private MigPartition.Instance instance(int index, long part) {
        int gpuInstance = reader.count(NvmlCall.MIG_GPU_INSTANCE, part);
        int computeInstance = reader.count(NvmlCall.MIG_COMPUTE_INSTANCE, part);
        boolean known = reader.succeeded(reader.library().call(NvmlCall.MIG_ATTRIBUTES, part, reader.cleared()));
        Integer processors = known ? (Integer) (int) reader.intAt(MULTIPROCESSORS_OFFSET) : null;
        NvmlMemory.Amount amount = memory.of(part);
        return new MigPartition.Instance(
                index, gpuInstance, computeInstance, processors, amount.used(), amount.total());
    }
}
