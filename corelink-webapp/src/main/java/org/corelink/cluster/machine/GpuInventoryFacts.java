package org.corelink.cluster.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Quantity;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PowerLimits;
import org.jspecify.annotations.Nullable;

/** What a GPU is, as labelled values. */
final class GpuInventoryFacts {
    private GpuInventoryFacts() {}

    static List<Fact> of(GpuInventory inventory) {
        GpuIdentity identity = inventory.identity();
        Integer memory = inventory.memoryMiB();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("uuid", identity.uuid()));
        facts.add(Fact.of("serial", identity.serial()));
        facts.add(Fact.of("vbios", identity.vbios()));
        facts.add(Fact.of("driver", identity.driver()));
        facts.add(Fact.of("cuda", identity.cuda()));
        facts.add(Fact.of("board", memory == null ? null : Quantity.gib(memory) + " GiB"));
        facts.add(Fact.of("powerLimits", limits(inventory.powerLimits())));
        facts.add(Fact.of("busId", identity.busId()));
        facts.add(Fact.of("pcieCard", PcieCells.link(inventory.pcie().card())));
        facts.add(Fact.of("pcieSlot", PcieCells.link(inventory.pcie().slot())));
        facts.add(Fact.of("nvLinks", nvLinks(inventory.nvLinks())));
        facts.add(Fact.of("computeMode", inWords(inventory.computeMode())));
        facts.add(Fact.of("mig", mig(inventory.mig())));
        inventory.mig().instances().forEach(part -> facts.add(part(part)));
        return facts;
    }

    private static @Nullable String limits(PowerLimits limits) {
        if (limits.equals(PowerLimits.UNKNOWN)) {
            return null;
        }
        return watts(limits.lowest()) + " to " + watts(limits.highest()) + ", usually " + watts(limits.standard());
    }

    private static String watts(@Nullable Integer watts) {
        return Quantity.whole(watts, "W").text();
    }

    private static @Nullable String inWords(@Nullable ComputeMode mode) {
        return mode == null ? null : mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Cell nvLinks(@Nullable List<NvLink> links) {
        if (links == null) {
            return Cell.UNKNOWN;
        }
        if (links.isEmpty()) {
            return Cell.of("none");
        }
        String down = links.stream()
                .filter(link -> !link.active())
                .map(link -> Integer.toString(link.number()))
                .collect(Collectors.joining(", "));
        long up = links.stream().filter(NvLink::active).count();
        Cell cell = Cell.of(up + " of " + links.size() + " up");
        return down.isEmpty() ? cell : cell.withHint("down: " + down);
    }

    private static @Nullable String mig(MigPartition mig) {
        if (mig.enabled() == null) {
            return null;
        }
        int parts = mig.instances().size();
        return mig.isEnabled() ? "on, " + parts + (parts == 1 ? " instance" : " instances") : "off";
    }

    private static Fact part(MigPartition.Instance part) {
        Integer multiprocessors = part.multiprocessors();
        String size = Quantity.memory(part.memoryUsedMiB(), part.memoryTotalMiB()).text();
        String text = "GPU instance " + part.gpuInstance() + ", compute instance " + part.computeInstance() + ", "
                + (multiprocessors == null ? Cell.UNKNOWN.text() : multiprocessors) + " multiprocessors, " + size;
        return new Fact("migPart", Integer.toString(part.index()), Cell.of(text));
    }
}
