package org.corelink.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Meaning.Words;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.node.NodeState;
import org.jspecify.annotations.Nullable;

/** A column of the table: what it shows of a row, and what that means to searching and sorting. */
@SuppressWarnings("ImmutableEnumChecker") // The functions are lambdas without state.
public enum Column {
    /** Machine. */
    NODE("node", Shown.ALWAYS, Words.of(row -> row.node().name()), machine(NodeCells::name)),
    /** How current its values are, in words. */
    STATE("state", Shown.FIRST, NodeCells.STATES, machine(NodeCells::state)),
    /** Index of the GPU. */
    GPU(
            "gpu",
            Shown.FIRST,
            count(row -> row.gpu() == null ? null : row.gpu().index()),
            gpu(gpu -> Cell.of(Integer.toString(gpu.index())))),
    /** Model of the GPU, or why there is none. */
    MODEL("model", Shown.FIRST, Words.of(row -> model(row).text()), new Content(false, Column::model)),
    /** Share of time in which the GPU worked. */
    UTILIZATION(
            "util",
            Shown.FIRST,
            reading(Unit.PERCENT, GpuQuantity.UTILIZATION),
            reading(reading -> Quantity.percent(reading.utilizationPercent()))),
    /** Memory in use, of all. */
    MEMORY(
            "mem",
            Shown.FIRST,
            reading(Unit.MEMORY, GpuQuantity.MEMORY_USED).shareOf(value(GpuQuantity.MEMORY_TOTAL)),
            reading(reading -> Quantity.memory(reading.memoryUsedMiB(), reading.memoryTotalMiB()))),
    /** Core temperature. */
    TEMPERATURE(
            "temp",
            Shown.FIRST,
            reading(Unit.TEMPERATURE, GpuQuantity.TEMPERATURE),
            reading(reading -> Quantity.whole(reading.temperatureCelsius(), "°C"))),
    /** Draw, of the limit. */
    POWER(
            "power",
            Shown.FIRST,
            reading(Unit.POWER, GpuQuantity.POWER).shareOf(value(GpuQuantity.POWER_LIMIT)),
            reading(reading -> Quantity.power(reading.powerWatts(), reading.powerLimitWatts()))),
    /** Fan speed. */
    FAN(
            "fan",
            Shown.FIRST,
            reading(Unit.PERCENT, GpuQuantity.FAN),
            reading(reading -> Quantity.whole(reading.fanPercent(), "%"))),
    /** Clocks of the multiprocessors, by which it sorts, and of the memory. */
    CLOCK("clock", Shown.FIRST, reading(Unit.FREQUENCY, GpuQuantity.SM_CLOCK), gpu(GpuCells::clocks)),
    /** The link now, and the lower of what card and slot can do. */
    PCIE(
            "pcie",
            Shown.FIRST,
            new Words(ofGpu(GpuCells::pcieWords), List.of(), ofGpu(GpuCells::pcieRank)),
            gpu(GpuCells::pcie)),
    /** Network link, negotiated and best. */
    NIC(
            "nic",
            Shown.FIRST,
            Amount.of(Unit.SPEED, row -> known(row.node().state().linkMbit()))
                    .shareOf(row -> known(row.node().state().linkMaxMbit())),
            machine(node -> MachineCells.link(node.state()))),
    /** Local clock minus NTP time. */
    DRIFT(
            "drift",
            Shown.FIRST,
            Amount.of(Unit.OFFSET, row -> row.node().state().clockDriftSeconds()),
            machine(node -> MachineCells.drift(node.state()))),
    /** CoreLink's own traffic. */
    IO(
            "io",
            Shown.FIRST,
            Amount.of(Unit.RATE, row -> row.node().state().corelinkKbps()),
            machine(node -> MachineCells.traffic(node.state()))),
    /** Time since the machine was heard. Changes without any news: a page counts it by itself, and its cell is empty. */
    SEEN(
            "seen",
            Shown.FIRST,
            new Amount(Unit.DURATION, (row, now) -> (now - row.node().heardNanos()) / 1e9, null),
            machine(_ -> Cell.NONE)),
    /** Time since boot. */
    UPTIME(
            "up",
            Shown.FIRST,
            Amount.of(Unit.DURATION, row -> number(row.node().state().uptimeSeconds())),
            machine(node -> Quantity.duration(node.state().uptimeSeconds()))),
    /** Version of the GPUs' driver. */
    DRIVER(
            "driver",
            Shown.FIRST,
            Words.of(row -> MachineCells.driverVersion(row.node().state())),
            machine(node -> MachineCells.driver(node.state()))),
    /** Why the row needs a look. */
    TROUBLE(
            "trouble",
            Shown.CHOSEN,
            new Words(row -> Trouble.of(row).map(Trouble::word).map(List::of).orElse(List.of()), Trouble.WORDS, row ->
                    (double) Trouble.severity(row)),
            new Content(
                    false,
                    row -> Trouble.of(row)
                            .map(trouble -> Cell.of(trouble.word()))
                            .orElse(Cell.NONE))),
    /** Memory that nobody uses. */
    MEMORY_FREE(
            "memfree",
            Shown.CHOSEN,
            Amount.of(Unit.MEMORY, row -> number(GpuCells.freeMiB(row.reading())))
                    .shareOf(value(GpuQuantity.MEMORY_TOTAL)),
            reading(reading -> Quantity.part(GpuCells.freeMiB(reading), reading.memoryTotalMiB()))),
    /** Memory of the card. */
    MEMORY_TOTAL(
            "memall",
            Shown.CHOSEN,
            reading(Unit.MEMORY, GpuQuantity.MEMORY_TOTAL),
            reading(reading -> Quantity.part(reading.memoryTotalMiB(), null))),
    /** Enforced power limit. */
    POWER_LIMIT(
            "cap",
            Shown.CHOSEN,
            reading(Unit.POWER, GpuQuantity.POWER_LIMIT),
            reading(reading -> Quantity.power(reading.powerLimitWatts(), null))),
    /** 0 is the fastest, 15 the slowest. */
    PERFORMANCE_STATE(
            "pstate",
            Shown.CHOSEN,
            reading(Unit.NUMBER, GpuQuantity.PERFORMANCE_STATE),
            gpu(GpuCells::performanceState)),
    /** Why the GPU is slower than it could be. */
    THROTTLE(
            "throttle",
            Shown.CHOSEN,
            new Words(ofGpu(GpuCells::throttleWords), List.of(), null),
            gpu(GpuCells::throttle)),
    /** Memory errors that were not corrected. */
    ERRORS("ecc", Shown.CHOSEN, reading(Unit.NUMBER, GpuQuantity.UNCORRECTED_ERRORS), gpu(GpuCells::errors)),
    /** Processes on the GPU; known of this machine alone. */
    PROCESSES(
            "procs",
            Shown.CHOSEN,
            count(row -> row.reading().processes() == null
                    ? null
                    : row.reading().processes().size()),
            gpu(GpuCells::processes)),
    /** Load of the machine's processors. */
    CPU(
            "cpu",
            Shown.CHOSEN,
            Amount.of(Unit.PERCENT, row -> row.node().state().machine().system().cpuPercent()),
            machine(node -> MachineCells.cpu(node.state()))),
    /** Memory of the machine in use, of all. */
    RAM(
            "ram",
            Shown.CHOSEN,
            Amount.of(Unit.MEMORY, row -> MachineCells.usedMiB(row.node().state()))
                    .shareOf(row -> MachineCells.totalMiB(row.node().state())),
            machine(node -> MachineCells.ram(node.state()))),
    /** Where the machine was last heard from. */
    ADDRESS(
            "addr",
            Shown.CHOSEN,
            Words.of(row -> row.node().address()),
            machine(node -> node.address().isEmpty() ? Cell.UNKNOWN : Cell.of(node.address()))),
    /** CoreLink's version. */
    VERSION("version", Shown.CHOSEN, Words.of(row -> version(row.node())), machine(node -> Cell.of(version(node))));

    private static final Map<String, Column> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Column::key, Function.identity()));

    private final String key;
    private final Shown shown;
    private final Meaning meaning;
    private final Content content;

    Column(String key, Shown shown, Meaning meaning, Content content) {
        this.key = key;
        this.shown = shown;
        this.meaning = meaning;
        this.content = content;
    }

    /** When a table has a column. */
    public enum Shown {
        /** Always. */
        ALWAYS,
        /** Until somebody leaves it out. */
        FIRST,
        /** When somebody asks for it. */
        CHOSEN
    }

    /** What fills a column. */
    private record Content(boolean perNode, Function<Row, Cell> cell) {}

    /** The column of that key, or empty. */
    public static Optional<Column> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** Its short name in pages, messages, queries and URLs. */
    public String key() {
        return key;
    }

    /** Whether it tells of the machine, so that all rows of a machine show the same. */
    public boolean perNode() {
        return content.perNode();
    }

    /** When a table has it. */
    public Shown shown() {
        return shown;
    }

    /** What it means to searching and sorting. */
    public Meaning meaning() {
        return meaning;
    }

    /** What it shows of the row. */
    public Cell cell(Row row) {
        return content.cell().apply(row);
    }

    /** Orders rows by this column; unknown values come last in both directions. */
    public Comparator<Row> order(boolean ascending) {
        if (meaning instanceof Words words && words.order() == null) {
            Comparator<String> byText = String.CASE_INSENSITIVE_ORDER;
            return Comparator.comparing(words::main, Comparator.nullsLast(ascending ? byText : byText.reversed()));
        }
        Comparator<Double> byNumber = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return Comparator.comparing(meaning::rank, Comparator.nullsLast(byNumber));
    }

    private static Content machine(Function<NodeView, Cell> cell) {
        return new Content(true, row -> cell.apply(row.node()));
    }

    private static Content gpu(Function<Gpu, Cell> cell) {
        return new Content(false, row -> row.gpu() == null ? Cell.NONE : cell.apply(row.gpu()));
    }

    private static Content reading(Function<GpuReading, Cell> cell) {
        return gpu(gpu -> cell.apply(gpu.reading()));
    }

    private static Amount reading(Unit unit, GpuQuantity quantity) {
        return Amount.of(unit, value(quantity));
    }

    private static Function<Row, @Nullable Double> value(GpuQuantity quantity) {
        return row -> number(row.reading().value(quantity));
    }

    private static Amount count(Function<Row, @Nullable Integer> count) {
        return Amount.of(Unit.NUMBER, row -> number(count.apply(row)));
    }

    private static <T> Function<Row, @Nullable T> ofGpu(Function<Gpu, @Nullable T> value) {
        return row -> row.gpu() == null ? null : value.apply(row.gpu());
    }

    private static Cell model(Row row) {
        Gpu gpu = row.gpu();
        if (gpu != null) {
            return Cell.of(gpu.model());
        }
        String problem = row.node().state().gpuProblem();
        return Cell.of(problem == null ? "no GPU" : "no GPU: " + problem);
    }

    private static String version(NodeView node) {
        NodeState state = node.state();
        return state.version().isEmpty() ? "0.01.x" : state.version();
    }

    private static @Nullable Double number(@Nullable Number value) {
        return value == null ? null : (Double) value.doubleValue();
    }

    /** 0 stands for unknown. */
    private static @Nullable Double known(int value) {
        return value == 0 ? null : (Double) (double) value;
    }
}
