package org.corelink.cluster;

import java.util.Objects;
import java.util.stream.Collectors;
import org.corelink.node.NodeState;
import org.corelink.node.Traffic;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.MemorySize;
import org.jspecify.annotations.Nullable;

/** The cells of a machine's links, clock, traffic, driver and load; their hints tell where a value comes from. */
final class MachineCells {
    private MachineCells() {}

    /** The fastest link; the hint lists all of them. */
    static Cell link(NodeState state) {
        return Quantity.link(state.linkMbit(), state.linkMaxMbit())
                .withHint(state.machine().links().stream()
                        .map(MachineCells::inWords)
                        .collect(Collectors.joining("; ")));
    }

    /** {@code "eth0: 1 / 10 Gbit/s, full duplex"}. */
    private static String inWords(NetworkLink link) {
        String speed =
                link.name() + ": " + Quantity.link(link.mbit(), link.maxMbit()).text();
        return link.duplex() == Duplex.UNKNOWN
                ? speed
                : speed + ", " + link.duplex().inWords();
    }

    /** The clock; the hint tells who says so, or why nobody does. */
    static Cell drift(NodeState state) {
        return Quantity.drift(state.clockDriftSeconds())
                .withHint(state.machine().clockSource());
    }

    /** CoreLink's own traffic; the hint tells both directions. */
    static Cell traffic(NodeState state) {
        Cell both = Cell.of(Quantity.kilobits(state.corelinkKbps()));
        Traffic traffic = state.machine().traffic();
        return traffic.equals(Traffic.NONE)
                ? both
                : both.withHint("sent " + inWords(traffic.sentKbps(), traffic.sentPerSecond()) + ", received "
                        + inWords(traffic.receivedKbps(), traffic.receivedPerSecond()));
    }

    private static String inWords(double kbps, double perSecond) {
        return Quantity.kilobits(kbps) + " in " + Quantity.tenths(perSecond) + " datagrams/s";
    }

    /** Version of the driver, as any of its GPUs tells it; null if none does. */
    static @Nullable String driverVersion(NodeState state) {
        return state.gpus().stream()
                .map(gpu -> gpu.inventory().identity().driver())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Version of the driver. */
    static Cell driver(NodeState state) {
        String version = driverVersion(state);
        if (version != null) {
            return Cell.of(version);
        }
        return state.gpus().isEmpty() ? Cell.NONE : Cell.UNKNOWN;
    }

    /** Load of the processors, to the percent. */
    static Cell cpu(NodeState state) {
        Double percent = state.machine().system().cpuPercent();
        return Quantity.percent(percent == null ? null : (Integer) (int) Math.round(percent));
    }

    /** Memory of the machine. */
    static Cell ram(NodeState state) {
        MemorySize memory = state.machine().system().memory();
        return memory == null ? Cell.UNKNOWN : Quantity.memory(mib(memory.usedMiB()), mib(memory.totalMiB()));
    }

    private static Integer mib(long mib) {
        return Math.clamp(mib, 0, Integer.MAX_VALUE);
    }

    /** MiB of the machine's memory in use; null if unknown. */
    static @Nullable Double usedMiB(NodeState state) {
        MemorySize memory = state.machine().system().memory();
        return memory == null ? null : (Double) (double) memory.usedMiB();
    }

    /** MiB of the machine's memory; null if unknown. */
    static @Nullable Double totalMiB(NodeState state) {
        MemorySize memory = state.machine().system().memory();
        return memory == null ? null : (Double) (double) memory.totalMiB();
    }
}
