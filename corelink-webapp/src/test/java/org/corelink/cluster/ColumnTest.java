package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {
    private static String text(Column column, Row row) {
        return column.cell(row).text();
    }

    @Test
    void readingsAreShownWithTheirUnits() {
        Row row = Row.of(Views.node("gpu-07", 97)).findFirst().orElseThrow();
        assertThat(row.key()).isEqualTo("gpu-07/0");
        assertThat(Stream.of(Column.values()).map(column -> text(column, row)))
                .containsExactly(
                        "gpu-07",
                        "online",
                        "0",
                        "GeForce RTX 4090",
                        "97 %",
                        "12.0 / 24.0 GiB",
                        "71 °C",
                        "310 / 450 W",
                        "n/a",
                        "2520 MHz",
                        "4.0 x 16",
                        "1 / 10 Gbit/s",
                        "+3 ms",
                        "1.2 kbit/s",
                        "–",
                        "1 d 2 h",
                        "n/a",
                        "–",
                        "12.0 GiB",
                        "24.0 GiB",
                        "450 W",
                        "n/a",
                        "n/a",
                        "n/a",
                        "n/a",
                        "n/a",
                        "n/a",
                        "10.0.0.1",
                        "0.02.0");
        assertThat(Column.MEMORY.cell(row).bar()).isEqualTo(50);
    }

    /** A card of whose readings one is another, for each; and ones that differ in all else that a cell shows. */
    private static List<Row> states() {
        List<Gpu> gpus = new ArrayList<>();
        Map<GpuQuantity, Integer> readings = new EnumMap<>(GpuQuantity.class);
        gpus.add(gpu(readings, Set.of(), List.of()));
        for (GpuQuantity quantity : GpuQuantity.values()) {
            readings.put(quantity, 60 + readings.size());
            gpus.add(gpu(readings, Set.of(), List.of()));
        }
        GpuProcess process = new GpuProcess(7, GpuProcess.Type.COMPUTE, null, GpuProcess.Owner.UNKNOWN);
        gpus.add(gpu(readings, Set.of(ThrottleReason.HARDWARE_SLOWDOWN), List.of()));
        gpus.add(gpu(readings, Set.of(), List.of(process)));
        gpus.add(gpu(readings, null, null));
        gpus.add(gpus.getFirst().withPcie(PcieLinks.UNKNOWN));
        gpus.add(gpus.getFirst().withModel("GeForce RTX 5090"));
        NodeView node = Views.node("gpu-07", 97);
        List<NodeView> nodes = new ArrayList<>(
                gpus.stream().map(gpu -> Views.with(node, List.of(gpu), null)).toList());
        nodes.add(Views.with(node, List.of(gpus.getFirst()), "GPU 1 is lost"));
        nodes.add(Views.with(node, MemberState.DOWN, "its port is closed"));
        nodes.add(Views.node("gpu-07"));
        return nodes.stream().flatMap(Row::of).toList();
    }

    private static Gpu gpu(
            Map<GpuQuantity, Integer> readings,
            @Nullable Set<ThrottleReason> reasons,
            @Nullable List<GpuProcess> processes) {
        GpuReading reading = new GpuReading(readings, reasons, processes);
        return new Gpu(0, "GeForce RTX 4090", new PcieLink(4, 16), reading);
    }

    @Test
    void whatIsTakenForTheSameHasTheSameCell() {
        int same = 0;
        for (Row before : states()) {
            for (Row after : states()) {
                for (Column column : Column.values()) {
                    boolean isSame = column.isSame(before, after) || (!column.perNode() && after.hasOwnCellsOf(before));
                    same += isSame ? 1 : 0;
                    assertThat(!isSame || column.cell(before).equals(column.cell(after)))
                            .as("%s of %s and %s", column, before, after)
                            .isTrue();
                }
            }
        }
        assertThat(same).isGreaterThan(states().size() * states().size());
    }

    @Test
    void machineWithoutGpusTellsWhyAndShowsNoNumbers() {
        Row row = Row.of(Views.node("gpu-08")).findFirst().orElseThrow();
        assertThat(row.key()).isEqualTo("gpu-08/-");
        assertThat(text(Column.MODEL, row)).isEqualTo("no GPU: nvidia-smi is not installed");
        assertThat(text(Column.UTILIZATION, row)).isEqualTo("–");
        assertThat(Column.UTILIZATION.cell(row).bar()).isEqualTo(Cell.NO_BAR);
    }

    @Test
    void unknownReadingIsNotZero() {
        Row row = Row.of(Views.node("a", (Integer) null)).findFirst().orElseThrow();
        assertThat(text(Column.UTILIZATION, row)).isEqualTo("n/a");
    }

    @Test
    void unknownValuesSortLastInBothDirections() {
        List<Row> rows = Row.of(Views.view(1, Views.node("a", 50, null, 90, 10)));
        assertThat(rows.stream().sorted(Column.UTILIZATION.order(true)).map(row -> text(Column.UTILIZATION, row)))
                .containsExactly("10 %", "50 %", "90 %", "n/a");
        assertThat(rows.stream().sorted(Column.UTILIZATION.order(false)).map(row -> text(Column.UTILIZATION, row)))
                .containsExactly("90 %", "50 %", "10 %", "n/a");
    }

    @Test
    void everyColumnSortsAnyRowsWithoutComplaint() {
        List<Row> rows = Row.of(Views.view(1, Views.node("b", 50, null), Views.node("a")));
        assertThat(Column.values()).allSatisfy(column -> {
            assertThat(rows.stream().sorted(column.order(true))).hasSize(3);
            assertThat(rows.stream().sorted(column.order(false))).hasSize(3);
        });
    }

    @Test
    void lastSeenSortsTheLongestSilentLast() {
        List<Row> rows =
                Row.of(Views.view(1, Views.heardAt(Views.node("old", 1), 5), Views.heardAt(Views.node("new", 1), 9)));
        assertThat(rows.stream().sorted(Column.SEEN.order(true)).map(Row::key)).containsExactly("new/0", "old/0");
    }

    @Test
    void keysAreUniqueAndFound() {
        assertThat(Stream.of(Column.values()).map(Column::key)).doesNotHaveDuplicates();
        assertThat(Column.values())
                .allSatisfy(column -> assertThat(Column.ofKey(column.key())).contains(column));
        assertThat(Column.ofKey("no-such-column")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 10000, 1 / 10 Gbit/s",
        "100, 1000, 100 / 1000 Mbit/s",
        "2500, 0, 2500 Mbit/s",
        "400000, 400000, 400 / 400 Gbit/s",
        "0, 1000, n/a"
    })
    void linkSpeedsAreWrittenInTheUnitThatFits(int mbit, int maxMbit, String expected) {
        assertThat(Quantity.link(mbit, maxMbit).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.0034, +3 ms", "-0.25, -250 ms", "1.5, +1.50 s", "-3600, -3600.00 s"})
    void driftIsWrittenInTheUnitThatFits(double seconds, String expected) {
        assertThat(Quantity.drift(seconds).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"59, 0 h 0 min", "3660, 1 h 1 min", "86400, 1 d 0 h", "100000, 1 d 3 h"})
    void durationsAreWrittenWithTwoUnits(long seconds, String expected) {
        assertThat(Quantity.duration(seconds).text()).isEqualTo(expected);
    }
}
