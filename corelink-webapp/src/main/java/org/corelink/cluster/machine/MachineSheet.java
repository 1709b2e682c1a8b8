package org.corelink.cluster.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Quantity;
import org.corelink.cluster.Row;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuSample;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeSource;
import org.corelink.node.NodeState;
import org.corelink.node.ReadingAges;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one machine. What is unknown stands there as such, so that nobody looks for it in vain.
 *
 * @param groups of the machine as a whole
 * @param gpus by the driver's numbers
 */
public record MachineSheet(List<FactGroup> groups, List<GpuSheet> gpus) {
    /** Of a machine that is not known. */
    public static final MachineSheet NONE = new MachineSheet(List.of(), List.of());

    private static final double MILLIS_PER_SECOND = 1_000;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final double KIB_PER_MIB = 1_024;

    /** Takes immutable copies of the lists. */
    public MachineSheet {
        groups = List.copyOf(groups);
        gpus = List.copyOf(gpus);
    }

    /**
     * The sheet of a machine.
     *
     * @param addresses where it can be reached
     * @param silentMillis time since it was heard, by which all that it told has grown older
     */
    public static MachineSheet of(NodeView node, List<String> addresses, long silentMillis) {
        NodeState state = node.state();
        return new MachineSheet(
                List.of(
                        new FactGroup("system", system(state)),
                        new FactGroup("network", network(node, addresses)),
                        new FactGroup("clock", clock(state)),
                        new FactGroup("source", source(state)),
                        new FactGroup("corelink", corelink(node)),
                        new FactGroup("ages", ages(state.machine().ages().later(silentMillis)))),
                state.gpus().stream().map(GpuSheet::of).toList());
    }

    private static List<Fact> system(NodeState state) {
        SystemReading system = state.machine().system();
        return List.of(
                Fact.of("cpu", Quantity.percent(rounded(system.cpuPercent()))),
                Fact.of("load", load(system.load())),
                Fact.of("memory", memory(system.memory())),
                Fact.of("disk", disk(state.machine().disk())),
                Fact.of("uptime", Quantity.duration(state.uptimeSeconds())),
                Fact.of("kernel", system.kernel()),
                Fact.of("bootId", system.bootId()));
    }

    private static @Nullable Integer rounded(@Nullable Double value) {
        return value == null ? null : (Integer) (int) Math.round(value);
    }

    private static Cell load(@Nullable LoadAverage load) {
        if (load == null) {
            return Cell.UNKNOWN;
        }
        String text = String.format(
                Locale.ROOT, "%.2f · %.2f · %.2f", load.oneMinute(), load.fiveMinutes(), load.fifteenMinutes());
        return Cell.of(text).withHint("over 1, 5 and 15 minutes");
    }

    private static Cell memory(@Nullable MemorySize memory) {
        return memory == null || memory.totalMiB() <= 0
                ? Cell.UNKNOWN
                : Quantity.memory(memory.usedMiB(), memory.totalMiB());
    }

    private static Cell disk(DiskReading disk) {
        Long total = disk.totalMiB();
        Long free = disk.freeMiB();
        return total == null || free == null || total <= 0 ? Cell.UNKNOWN : Quantity.memory(total - free, total);
    }

    private static List<Fact> network(NodeView node, List<String> addresses) {
        List<Fact> facts = new ArrayList<>();
        node.state().machine().links().forEach(link -> facts.add(nic(link)));
        if (facts.isEmpty()) {
            facts.add(Fact.of("nic", of(node, Column.NIC)));
        }
        facts.add(Fact.of("addresses", String.join(", ", addresses)));
        facts.add(Fact.of("traffic", of(node, Column.IO)));
        return facts;
    }

    private static Fact nic(NetworkLink link) {
        Cell speed = Quantity.link(link.mbit(), link.maxMbit());
        String duplex =
                link.duplex() == Duplex.UNKNOWN ? "" : ", " + link.duplex().inWords();
        Cell cell = Cell.of(speed.text() + duplex);
        boolean slow = link.mbit() > 0 && link.mbit() < link.maxMbit();
        return new Fact("nic", link.name(), slow ? cell.withHint("slower than it could be") : cell);
    }

    private static List<Fact> clock(NodeState state) {
        return List.of(
                Fact.of("drift", Quantity.drift(state.clockDriftSeconds())),
                Fact.of("clockSource", state.machine().clockSource()));
    }

    private static List<Fact> source(NodeState state) {
        GpuSample.Origin origin = state.machine().gpuSource();
        boolean known = !origin.equals(GpuSample.Origin.UNKNOWN);
        return List.of(
                Fact.of("gpuSource", origin.source()),
                Fact.of("gpuReason", origin.reason()),
                Fact.of("gpuProblem", state.gpuProblem() == null ? "none" : state.gpuProblem()),
                Fact.of("gpuLastError", known ? Objects.requireNonNullElse(origin.lastError(), "none") : null),
                Fact.of("driver", distinct(state, GpuIdentity::driver)),
                Fact.of("cuda", distinct(state, GpuIdentity::cuda)));
    }

    /** As a rule all cards of a machine have the same. */
    private static String distinct(NodeState state, Function<GpuIdentity, @Nullable String> value) {
        return state.gpus().stream()
                .map(gpu -> value.apply(gpu.inventory().identity()))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<Fact> corelink(NodeView node) {
        MachineReading machine = node.state().machine();
        Double cpu = machine.process().cpuPercent();
        Long disk = machine.disk().ownKiB();
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of("version", of(node, Column.VERSION)),
                Fact.of("ownCpu", cpu == null ? null : String.format(Locale.ROOT, "%.1f %%", cpu)),
                Fact.of("ownMemory", machine.process().residentMiB(), " MiB"),
                Fact.of("ownHeap", machine.process().heapMiB(), " MiB"),
                Fact.of("ownThreads", machine.process().threads(), ""),
                Fact.of("ownDescriptors", machine.process().descriptors(), ""),
                Fact.of("ownDisk", disk == null ? null : String.format(Locale.ROOT, "%.1f MiB", disk / KIB_PER_MIB))));
        if (machine.unknownFields() > 0) {
            facts.add(Fact.of("unknownFields", machine.unknownFields(), ""));
        }
        return facts;
    }

    private static Cell of(NodeView node, Column column) {
        return column.cell(new Row(node, null));
    }

    private static List<Fact> ages(ReadingAges ages) {
        List<Fact> facts = new ArrayList<>();
        for (NodeSource source : NodeSource.values()) {
            facts.add(Fact.of("age." + source.name().toLowerCase(Locale.ROOT), age(ages, source)));
        }
        return facts;
    }

    /** How old its readings of the GPUs are; null if it has not told. */
    public static @Nullable String ageOfGpus(NodeView node, long silentMillis) {
        return age(node.state().machine().ages().later(silentMillis), NodeSource.GPUS);
    }

    private static @Nullable String age(ReadingAges ages, NodeSource source) {
        Long millis = ages.of(source);
        return millis == null ? null : age(millis);
    }

    /** {@code "0.4 s"}, {@code "31 s"}, {@code "12 min"}. */
    private static String age(long millis) {
        if (millis < 10 * MILLIS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND);
        }
        return millis < 2 * MILLIS_PER_MINUTE
                ? Math.round(millis / MILLIS_PER_SECOND) + " s"
                : millis / MILLIS_PER_MINUTE + " min";
    }
}
