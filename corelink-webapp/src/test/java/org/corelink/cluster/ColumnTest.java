package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
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
