package org.corelink.node;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gpu.GpuQuantity;
import org.jspecify.annotations.Nullable;

/** The three payloads: which fields each carries, and which of them it goes without where they do not fit. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are immutable; their functions are lambdas without state.
enum PayloadKind {
    /** JSON, everything in one. */
    OPEN(Payload.MAX_BYTES, null),
    /** CBOR, what seldom changes. */
    INVENTORY(Publication.MAX_INVENTORY_BYTES, Home.INVENTORY),
    /** CBOR, what changes all the time. */
    READING(Publication.MAX_READING_BYTES, Home.READING);

    private final int maxBytes;
    private final @Nullable Home home;
    private final List<WireField<?>> always;
    private final List<WireField<?>> whereItFits;
    private final Map<String, WireField<?>> byName = new HashMap<>();

    PayloadKind(int maxBytes, @Nullable Home home) {
        this.maxBytes = maxBytes;
        this.home = home;
        always = Fields.ALWAYS.stream().filter(this::carries).toList();
        whereItFits = Fields.BY_IMPORTANCE.stream().filter(this::carries).toList();
        Stream.of(always, whereItFits).flatMap(List::stream).forEach(field -> byName.put(nameOf(field), field));
    }

    /** The open format, which anybody can read, tells nothing of people. */
    private boolean carries(WireField<?> field) {
        return home == null
                ? !Fields.OF_OLD_NODES.contains(field) && !ProcessFields.ALL.contains(field)
                : field.home() == home;
    }

    private String nameOf(WireField<?> field) {
        return home == null ? field.name() : Integer.toString(field.key());
    }

    /** Its largest length. */
    int maxBytes() {
        return maxBytes;
    }

    /** The fields that always travel, where their values are known. */
    List<WireField<?>> always() {
        return always;
    }

    /** All further fields, the most important first. */
    List<WireField<?>> whereItFits() {
        return whereItFits;
    }

    /** The field of that name, or in the sealed format of the key that is written so; null if this version knows none. */
    @Nullable
    WireField<?> field(String name) {
        return byName.get(name);
    }

    /** Both lists; in a class of their own, since an enum's constructor cannot read the enum's constants. */
    private static final class Fields {
        /** In the open format these stand where CoreLink 0.01.x has them. */
        static final List<WireField<?>> OF_OLD_NODES = List.of(
                GpuFields.MODEL,
                GpuFields.BOTTLENECK,
                MachineFields.KBPS,
                MachineFields.LINK,
                MachineFields.LINK_BEST,
                MachineFields.DRIFT);

        static final List<WireField<?>> ALWAYS = Stream.concat(
                        OF_OLD_NODES.stream(),
                        Stream.of(
                                MachineFields.VERSION,
                                MachineFields.SIMULATED,
                                MachineFields.GPU_PROBLEM,
                                MachineFields.UPTIME))
                .toList();

        /** First what the table of the cluster shows. */
        static final List<WireField<?>> BY_IMPORTANCE = Stream.of(
                        Stream.of(GpuFields.STATE),
                        GpuQuantity.COLUMNS.stream().map(GpuFields::of),
                        Stream.of(
                                MachineFields.AT,
                                MachineFields.AGES,
                                GpuFields.PCIE_NOW,
                                GpuFields.DRIVER,
                                GpuFields.REASON,
                                GpuFields.THROTTLE,
                                MachineFields.CLOCK_SOURCE,
                                MachineFields.CPU,
                                MachineFields.MEMORY,
                                MachineFields.COST,
                                MachineFields.TRAFFIC,
                                MachineFields.GPU_SOURCE,
                                MachineFields.GPU_ERROR,
                                MachineFields.LINKS,
                                MachineFields.DISK,
                                MachineFields.KERNEL,
                                MachineFields.LOAD),
                        furtherQuantities(),
                        Stream.of(
                                GpuFields.UUID,
                                GpuFields.BUS_ID,
                                GpuFields.SERIAL,
                                GpuFields.VBIOS,
                                GpuFields.CUDA,
                                GpuFields.BOARD_MEMORY,
                                GpuFields.POWER_LIMITS,
                                GpuFields.PCIE_CARD,
                                GpuFields.PCIE_SLOT,
                                GpuFields.COMPUTE_MODE,
                                GpuFields.MIG,
                                GpuFields.NV_LINKS,
                                GpuFields.MIG_PARTS,
                                MachineFields.BOOT_ID),
                        ProcessFields.ALL.stream())
                .<WireField<?>>flatMap(fields -> fields)
                .toList();

        private static Stream<WireField<?>> furtherQuantities() {
            return Arrays.stream(GpuQuantity.values())
                    .filter(quantity -> !GpuQuantity.COLUMNS.contains(quantity))
                    .map(GpuFields::of);
        }
    }
}
