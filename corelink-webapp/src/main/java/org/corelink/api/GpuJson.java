package org.corelink.api;

import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.jspecify.annotations.Nullable;

/** One GPU as JSON. */
final class GpuJson {
    private static final long BYTES_PER_MIB = 1L << 20;

    private GpuJson() {}

    static void write(Fields json, Gpu gpu) {
        json.number("index", gpu.index())
                .text("model", gpu.model())
                .text("state", Words.of(gpu.condition().state()))
                .text("reason", gpu.condition().reason());
        identity(json, gpu.inventory().identity());
        inventory(json, gpu.inventory());
        reading(json, gpu.reading());
    }

    private static void identity(Fields json, GpuIdentity identity) {
        json.text("uuid", identity.uuid())
                .text("busId", identity.busId())
                .text("serial", identity.serial())
                .text("vbiosVersion", identity.vbios())
                .text("driverVersion", identity.driver())
                .text("cudaVersion", identity.cuda());
    }

    private static void inventory(Fields json, GpuInventory inventory) {
        PowerLimits limits = inventory.powerLimits();
        json.number("boardMemoryBytes", bytes(inventory.memoryMiB()))
                .number("powerDefaultLimitWatts", limits.standard())
                .number("powerMinLimitWatts", limits.lowest())
                .number("powerMaxLimitWatts", limits.highest())
                .text("computeMode", Words.ofKnown(inventory.computeMode()));
        if (!inventory.pcie().equals(PcieLinks.UNKNOWN)) {
            json.object("pcie", fields -> pcie(fields, inventory.pcie()));
        }
        if (inventory.nvLinks() != null && !inventory.nvLinks().isEmpty()) {
            json.objects(
                    "nvLinks",
                    inventory.nvLinks(),
                    (fields, link) -> fields.number("number", link.number()).flag("active", link.active()));
        }
        MigPartition mig = inventory.mig();
        json.flag("migEnabled", mig.enabled());
        if (!mig.instances().isEmpty()) {
            json.objects("migInstances", mig.instances(), GpuJson::instance);
        }
    }

    private static void pcie(Fields json, PcieLinks pcie) {
        link(json, "now", pcie.now());
        link(json, "card", pcie.card());
        link(json, "slot", pcie.slot());
        link(json, "bottleneck", pcie.bottleneck());
    }

    private static void link(Fields json, String name, PcieLink link) {
        if (!link.equals(PcieLink.UNKNOWN)) {
            json.object(
                    name,
                    fields -> fields.number("generation", known(link.generation()))
                            .number("lanes", known(link.lanes())));
        }
    }

    private static void instance(Fields json, MigPartition.Instance instance) {
        json.number("index", instance.index())
                .number("gpuInstance", instance.gpuInstance())
                .number("computeInstance", instance.computeInstance())
                .number("multiprocessors", instance.multiprocessors())
                .number("memoryUsedBytes", bytes(instance.memoryUsedMiB()))
                .number("memoryTotalBytes", bytes(instance.memoryTotalMiB()));
    }

    private static void reading(Fields json, GpuReading reading) {
        for (GpuQuantity quantity : GpuQuantity.values()) {
            GpuFigure figure = GpuFigure.of(quantity);
            Integer value = reading.value(quantity);
            json.number(figure.field(), value == null ? null : (Long) (value * figure.fieldFactor()));
        }
        if (reading.throttleReasons() != null) {
            json.texts(
                    "throttleReasons",
                    reading.throttleReasons().stream().map(Words::of).toList());
        }
        if (reading.processes() != null) {
            json.objects("processes", reading.processes(), GpuJson::process);
        }
    }

    /** Without the command line: it may hold a secret, and tokens of programs are passed around. */
    private static void process(Fields json, GpuProcess process) {
        json.number("pid", process.pid())
                .text("type", Words.of(process.type()))
                .number("memoryUsedBytes", bytes(process.memoryMiB()))
                .text("user", process.owner().user())
                .text("container", process.owner().container());
    }

    private static @Nullable Long bytes(@Nullable Integer mib) {
        return mib == null ? null : (Long) (mib * BYTES_PER_MIB);
    }

    /** 0 stands for unknown. */
    private static @Nullable Integer known(int value) {
        return value == 0 ? null : (Integer) value;
    }
}
