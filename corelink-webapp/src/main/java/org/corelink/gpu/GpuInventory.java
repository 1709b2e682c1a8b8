package org.corelink.gpu;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a GPU is, and how it is set up: all that does not change with its load, but for the PCIe link, which a card
 * lowers when it is idle. What the driver does not give is null.
 *
 * @param index the driver's number, from 0
 * @param model name without the vendor, 1 to {@value #MAX_MODEL_LENGTH} printable characters
 * @param identity which one it is, and what software runs it
 * @param memoryMiB memory of the card, MiB
 * @param powerLimits what its power limit may be set to
 * @param pcie its way to the processor
 * @param mig its partition
 * @param computeMode who may compute on it
 * @param nvLinks its links to other GPUs by number; empty where it has none, null where unknown
 */
public record GpuInventory(
        int index,
        String model,
        GpuIdentity identity,
        @Nullable Integer memoryMiB,
        PowerLimits powerLimits,
        PcieLinks pcie,
        MigPartition mig,
        @Nullable ComputeMode computeMode,
        @Nullable List<NvLink> nvLinks) {
    /** Longest model name that is kept, in characters. */
    public static final int MAX_MODEL_LENGTH = 64;

    /** Stands for a name that the driver does not give. */
    public static final String UNKNOWN_MODEL = "unknown model";

    private static final String VENDOR = "NVIDIA ";
    private static final Set<String> NO_NAME =
            Set.of("", "n/a", "unknown error", "not supported", "err!", "gpu is lost", "gpu requires reset");

    /** Takes an immutable copy of the list. */
    public GpuInventory {
        nvLinks = nvLinks == null ? null : List.copyOf(nvLinks);
    }

    /** An inventory that holds no more than this. */
    public static GpuInventory of(int index, String model, PcieLink bottleneck) {
        PcieLinks pcie = new PcieLinks(PcieLink.UNKNOWN, PcieLink.UNKNOWN, PcieLink.UNKNOWN, bottleneck);
        return new GpuInventory(
                index, model, GpuIdentity.UNKNOWN, null, PowerLimits.UNKNOWN, pcie, MigPartition.UNKNOWN, null, null);
    }

    /** The same card under another number. */
    public GpuInventory withIndex(int newIndex) {
        return new GpuInventory(newIndex, model, identity, memoryMiB, powerLimits, pcie, mig, computeMode, nvLinks);
    }

    /** The same card without what changes from moment to moment: its link now, and what its parts hold. */
    GpuInventory atRest() {
        PcieLinks best = new PcieLinks(PcieLink.UNKNOWN, pcie.card(), pcie.slot(), pcie.bottleneck());
        return new GpuInventory(
                index, model, identity, memoryMiB, powerLimits, best, mig.atRest(), computeMode, nvLinks);
    }

    /** The same card by this name, on these links. */
    GpuInventory with(String newModel, PcieLinks newPcie) {
        return new GpuInventory(index, newModel, identity, memoryMiB, powerLimits, newPcie, mig, computeMode, nvLinks);
    }

    /** The model as CoreLink shows it: without the vendor, printable, bounded. */
    public static String modelOf(String name) {
        String clean = PrintableText.clean(name, VENDOR.length() + MAX_MODEL_LENGTH);
        if (clean.startsWith("[") || NO_NAME.contains(clean.toLowerCase(Locale.ROOT))) {
            return UNKNOWN_MODEL;
        }
        String bare = clean.startsWith(VENDOR) ? clean.substring(VENDOR.length()) : clean;
        return PrintableText.cut(bare, MAX_MODEL_LENGTH).strip();
    }
}
