package org.corelink.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.PcieLink;
import org.jspecify.annotations.Nullable;

/** A column of the table: what it shows of a row, and how it sorts. */
@SuppressWarnings("ImmutableEnumChecker") // The functions are lambdas without state.
public enum Column {
    /** Machine. */
    NODE("node", true, row -> NodeCells.name(row.node()), null),
    /** How current its values are, in words. */
    STATE("state", true, row -> NodeCells.state(row.node()), row -> NodeCells.severity(row.node())),
    /** Index of the GPU. */
    GPU(
            "gpu",
            false,
            row -> ofGpu(row, gpu -> Cell.of(Integer.toString(gpu.index()))),
            row -> number(row.gpu() == null ? null : row.gpu().index())),
    /** Model of the GPU, or why there is none. */
    MODEL("model", false, Column::model, null),
    /** Share of time in which the GPU worked. */
    UTILIZATION(
            "util",
            false,
            row -> ofGpu(row, gpu -> Quantity.percent(gpu.reading().utilizationPercent())),
            row -> number(row.reading().utilizationPercent())),
    /** Memory in use, of all. */
    MEMORY(
            "mem",
            false,
            row -> ofGpu(
                    row,
                    gpu -> Quantity.memory(
                            gpu.reading().memoryUsedMiB(), gpu.reading().memoryTotalMiB())),
            row -> number(row.reading().memoryUsedMiB())),
    /** Core temperature. */
    TEMPERATURE(
            "temp",
            false,
            row -> ofGpu(row, gpu -> Quantity.whole(gpu.reading().temperatureCelsius(), "°C")),
            row -> number(row.reading().temperatureCelsius())),
    /** Draw, of the limit. */
    POWER(
            "power",
            false,
            row -> ofGpu(
                    row,
                    gpu -> Quantity.power(
                            gpu.reading().powerWatts(), gpu.reading().powerLimitWatts())),
            row -> number(row.reading().powerWatts())),
    /** Fan speed. */
    FAN(
            "fan",
            false,
            row -> ofGpu(row, gpu -> Quantity.whole(gpu.reading().fanPercent(), "%")),
            row -> number(row.reading().fanPercent())),
    /** Clock of the multiprocessors. */
    CLOCK(
            "clock",
            false,
            row -> ofGpu(row, gpu -> Quantity.whole(gpu.reading().smClockMhz(), "MHz")),
            row -> number(row.reading().smClockMhz())),
    /** The lower of what card and slot can do. */
    PCIE(
            "pcie",
            false,
            row -> ofGpu(row, Column::pcie),
            row -> row.gpu() == null
                    ? null
                    : (double) row.gpu().bottleneck().generation()
                            * row.gpu().bottleneck().lanes()),
    /** Network link, negotiated and best. */
    NIC("nic", true, row -> MachineCells.link(row.node().state()), row ->
            (double) row.node().state().linkMbit()),
    /** Local clock minus NTP time. */
    DRIFT(
            "drift",
            true,
            row -> MachineCells.drift(row.node().state()),
            row -> row.node().state().clockDriftSeconds()),
    /** CoreLink's own traffic. */
    IO(
            "io",
            true,
            row -> MachineCells.traffic(row.node().state()),
            row -> row.node().state().corelinkKbps()),
    /** Time since boot. */
    UPTIME(
            "up",
            true,
            row -> Quantity.duration(row.node().state().uptimeSeconds()),
            row -> row.node().state().uptimeSeconds() == null
                    ? null
                    : row.node().state().uptimeSeconds().doubleValue()),
    /** CoreLink's version. */
    VERSION("version", true, Column::version, null);

    private final String key;
    private final boolean perNode;
    private final Function<Row, Cell> cell;
    private final @Nullable Function<Row, @Nullable Double> rank;

    Column(String key, boolean perNode, Function<Row, Cell> cell, @Nullable Function<Row, @Nullable Double> rank) {
        this.key = key;
        this.perNode = perNode;
        this.cell = cell;
        this.rank = rank;
    }

    /** The column of that key, or empty. */
    public static Optional<Column> ofKey(String key) {
        return Arrays.stream(values()).filter(column -> column.key.equals(key)).findFirst();
    }

    /** Its short name in pages, messages and URLs. */
    public String key() {
        return key;
    }

    /** Whether it tells of the machine, so that all rows of a machine show the same. */
    public boolean perNode() {
        return perNode;
    }

    /** What it shows of the row. */
    public Cell cell(Row row) {
        return cell.apply(row);
    }

    /** Orders rows by this column; unknown values come last in both directions. */
    public Comparator<Row> order(boolean ascending) {
        if (rank == null) {
            Comparator<Row> byText = Comparator.comparing(row -> cell(row).text(), String.CASE_INSENSITIVE_ORDER);
            return ascending ? byText : byText.reversed();
        }
        Comparator<Double> byNumber = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return Comparator.comparing(rank, Comparator.nullsLast(byNumber));
    }

    private static Cell model(Row row) {
        Gpu gpu = row.gpu();
        if (gpu != null) {
            return Cell.of(gpu.model());
        }
        String problem = row.node().state().gpuProblem();
        return Cell.of(problem == null ? "no GPU" : "no GPU: " + problem);
    }

    private static Cell pcie(Gpu gpu) {
        return gpu.bottleneck().equals(PcieLink.UNKNOWN)
                ? Cell.UNKNOWN
                : Cell.of(gpu.bottleneck().toLimit());
    }

    private static Cell version(Row row) {
        String version = row.node().state().version();
        return Cell.of(version.isEmpty() ? "0.01.x" : version);
    }

    private static Cell ofGpu(Row row, Function<Gpu, Cell> cell) {
        Gpu gpu = row.gpu();
        return gpu == null ? Cell.NONE : cell.apply(gpu);
    }

    private static @Nullable Double number(@Nullable Integer value) {
        return value == null ? null : value.doubleValue();
    }
}
