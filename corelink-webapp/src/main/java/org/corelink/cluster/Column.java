package org.corelink.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
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
            gpu(gpu -> Cell.of(Integer.toString(gpu.index())), sameOf(Gpu::index))),
    /** Model of the GPU, or why there is none. */
    MODEL("model", Shown.FIRST, Words.of(row -> model(row).text()), new Content(false, Column::model, (_, _) -> false)),
    /** Share of time in which the GPU worked. */
    UTILIZATION(
            "util",
            Shown.FIRST,
            reading(Unit.PERCENT, GpuQuantity.UTILIZATION),
            reading(reading -> Quantity.percent(reading.utilizationPercent()), GpuQuantity.UTILIZATION)),
    /** Memory in use, of all. */
    MEMORY(
            "mem",
            Shown.FIRST,
            reading(Unit.MEMORY, GpuQuantity.MEMORY_USED).shareOf(value(GpuQuantity.MEMORY_TOTAL)),
            reading(
                    reading -> Quantity.memory(reading.memoryUsedMiB(), reading.memoryTotalMiB()),
                    GpuQuantity.MEMORY_USED,
                    GpuQuantity.MEMORY_TOTAL)),
    /** Core temperature. */
    TEMPERATURE(
            "temp",
            Shown.FIRST,
            reading(Unit.TEMPERATURE, GpuQuantity.TEMPERATURE),
            reading(reading -> Quantity.whole(reading.temperatureCelsius(), "°C"), GpuQuantity.TEMPERATURE)),
    /** Draw, of the limit. */
    POWER(
            "power",
            Shown.FIRST,
            reading(Unit.POWER, GpuQuantity.POWER).shareOf(value(GpuQuantity.POWER_LIMIT)),
            reading(
                    reading -> Quantity.power(reading.powerWatts(), reading.powerLimitWatts()),
                    GpuQuantity.POWER,
                    GpuQuantity.POWER_LIMIT)),
    /** Fan speed. */
    FAN(
            "fan",
            Shown.FIRST,
            reading(Unit.PERCENT, GpuQuantity.FAN),
            reading(reading -> Quantity.whole(reading.fanPercent(), "%"), GpuQuantity.FAN)),
    /** Clocks of the multiprocessors, by which it sorts, and of the memory. */
    CLOCK(
            "clock",
            Shown.FIRST,
            reading(Unit.FREQUENCY, GpuQuantity.SM_CLOCK),
            gpu(GpuCells::clocks, sameOf(GpuQuantity.SM_CLOCK, GpuQuantity.MEMORY_CLOCK))),
    /** The link now, and the lower of what card and slot can do. */
    PCIE(
            "pcie",
            Shown.FIRST,
            new Words(ofGpu(GpuCells::pcieWords), List.of(), ofGpu(GpuCells::pcieRank)),
            gpu(GpuCells::pcie, sameOf(gpu -> gpu.inventory().pcie()))),
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
                            .orElse(Cell.NONE),
                    (_, _) -> false)),
    /** Memory that nobody uses. */
    MEMORY_FREE(
            "memfree",
            Shown.CHOSEN,
            Amount.of(Unit.MEMORY, row -> number(GpuCells.freeMiB(row.reading())))
                    .shareOf(value(GpuQuantity.MEMORY_TOTAL)),
            reading(
                    reading -> Quantity.part(GpuCells.freeMiB(reading), reading.memoryTotalMiB()),
                    GpuQuantity.MEMORY_USED,
                    GpuQuantity.MEMORY_TOTAL)),
    /** Memory of the card. */
    MEMORY_TOTAL(
            "memall",
            Shown.CHOSEN,
            reading(Unit.MEMORY, GpuQuantity.MEMORY_TOTAL),
            reading(reading -> Quantity.part(reading.memoryTotalMiB(), null), GpuQuantity.MEMORY_TOTAL)),
    /** Enforced power limit. */
    POWER_LIMIT(
            "cap",
            Shown.CHOSEN,
            reading(Unit.POWER, GpuQuantity.POWER_LIMIT),
            reading(reading -> Quantity.power(reading.powerLimitWatts(), null), GpuQuantity.POWER_LIMIT)),
    /** 0 is the fastest, 15 the slowest. */
    PERFORMANCE_STATE(
            "pstate",
            Shown.CHOSEN,
            reading(Unit.NUMBER, GpuQuantity.PERFORMANCE_STATE),
            gpu(GpuCells::performanceState, sameOf(GpuQuantity.PERFORMANCE_STATE))),
    /** Why the GPU is slower than it could be. */
    THROTTLE(
            "throttle",
            Shown.CHOSEN,
            new Words(ofGpu(GpuCells::throttleWords), List.of(), null),
            gpu(GpuCells::throttle, sameOf(gpu -> gpu.reading().throttleReasons()))),
    /** Memory errors that were not corrected. */
    ERRORS(
            "ecc",
            Shown.CHOSEN,
            reading(Unit.NUMBER, GpuQuantity.UNCORRECTED_ERRORS),
            gpu(GpuCells::errors, sameOf(GpuQuantity.UNCORRECTED_ERRORS, GpuQuantity.CORRECTED_ERRORS))),
    /** Processes on the GPU; known of this machine alone. */
    PROCESSES(
            "procs",
            Shown.CHOSEN,
            count(row -> row.reading().processes() == null
                    ? null
                    : row.reading().processes().size()),
            gpu(GpuCells::processes, sameOf(gpu -> gpu.reading().processes()))),
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

    /**
     * What fills a column.
     *
     * @param same whether two states of one row certainly have the same cell; it need not find all that have
     */
    private record Content(boolean perNode, Function<Row, Cell> cell, BiPredicate<Row, Row> same) {}

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

    /** Whether two states of one row certainly have the same cell: cheaper than to make both. */
    public boolean isSame(Row before, Row after) {
        return content.same().test(before, after);
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
        return new Content(true, row -> cell.apply(row.node()), (_, _) -> false);
    }

    /** A cell that is certainly the same where {@code same} says so of two states of its GPU. */
    private static Content gpu(Function<Gpu, Cell> cell, BiPredicate<Gpu, Gpu> same) {
        return new Content(
                false,
                row -> row.gpu() == null ? Cell.NONE : cell.apply(row.gpu()),
                (before, after) -> before.gpu() != null && after.gpu() != null && same.test(before.gpu(), after.gpu()));
    }

    private static BiPredicate<Gpu, Gpu> sameOf(Function<Gpu, @Nullable Object> source) {
        return (before, after) -> Objects.equals(source.apply(before), source.apply(after));
    }

    private static BiPredicate<Gpu, Gpu> sameOf(GpuQuantity... sources) {
        return (before, after) -> isSame(before.reading(), after.reading(), sources);
    }

    private static boolean isSame(GpuReading before, GpuReading after, GpuQuantity... quantities) {
        for (GpuQuantity quantity : quantities) {
            if (!Objects.equals(before.value(quantity), after.value(quantity))) {
                return false;
            }
        }
        return true;
    }

    private static Content reading(Function<GpuReading, Cell> cell, GpuQuantity... sources) {
        return gpu(gpu -> cell.apply(gpu.reading()), sameOf(sources));
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
