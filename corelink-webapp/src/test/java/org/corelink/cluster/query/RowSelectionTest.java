package org.corelink.cluster.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;
import org.corelink.cluster.Views;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuReading;
import org.junit.jupiter.api.Test;

class RowSelectionTest {
    private static final ClusterView VIEW = Views.view(
            1,
            Views.node("a", 50, 90),
            Views.node("b", 90, 10),
            Views.with(Views.node("c", 0), MemberState.SUSPECT, ""),
            Views.with(Views.node("d", 0), MemberState.DOWN, "port closed"));

    private static RowSelection.Reading read(Map<String, String> parameters) {
        return RowSelection.read(name -> Optional.ofNullable(parameters.get(name)));
    }

    private static List<String> keys(Map<String, String> parameters) {
        RowSelection.Reading reading = read(parameters);
        assertThat(reading.faults()).isEmpty();
        return reading.selection().rows(Row.of(VIEW), 1).stream().map(Row::key).toList();
    }

    @Test
    void withoutAnyWishAllRowsStandByMachineAndGpu() {
        assertThat(keys(Map.of())).containsExactly("a/0", "a/1", "b/0", "b/1", "c/0", "d/0");
    }

    @Test
    void equalRowsOfOneColumnAreSortedByTheNextAndThenByMachine() {
        assertThat(keys(Map.of("sort", "-util"))).containsExactly("a/1", "b/0", "a/0", "b/1", "c/0", "d/0");
        assertThat(keys(Map.of("sort", "-util,-node"))).containsExactly("b/0", "a/1", "a/0", "b/1", "d/0", "c/0");
    }

    @Test
    void troubleComesFirstWhateverElseIsSorted() {
        assertThat(keys(Map.of("sort", "-util", "trouble", "first")))
                .containsExactly("d/0", "c/0", "a/1", "b/0", "a/0", "b/1");
        assertThat(keys(Map.of("q", "util<50", "trouble", "first"))).containsExactly("d/0", "c/0", "b/1");
    }

    @Test
    void brokenGpusAndHotOnesComeBeforeThoseThatAreWell() {
        Gpu well = Views.node("x", 1).state().gpus().getFirst();
        Gpu hot = new Gpu(1, "hot", well.bottleneck(), new GpuReading(9, 1, 2, 86, 1, 2, null, 3, null));
        Gpu lost = new Gpu(
                new Gpu(2, "lost", well.bottleneck(), GpuReading.UNKNOWN).inventory(),
                GpuReading.UNKNOWN,
                GpuCondition.ofFault("GPU is lost"));
        ClusterView view = Views.view(1, Views.with(Views.node("x"), List.of(well, hot, lost), "GPU 2 is lost"));
        assertThat(read(Map.of("trouble", "first")).selection().rows(Row.of(view), 1).stream()
                        .map(Row::key))
                .containsExactly("x/2", "x/1", "x/0");
    }

    @Test
    void columnsAreThoseOfTheTableInItsOrder() {
        assertThat(read(Map.of()).selection().columns())
                .contains(Column.NODE, Column.DRIVER)
                .doesNotContain(Column.CPU);
        assertThat(read(Map.of("cols", "cpu,util")).selection().columns())
                .containsExactly(Column.NODE, Column.UTILIZATION, Column.CPU);
    }

    @Test
    void whatMakesNoSenseIsNamedAndLeftOut() {
        RowSelection.Reading reading =
                read(Map.of("q", "util>", "sort", "utl,-temp", "cols", "node,nosuch", "trouble", "last"));
        assertThat(reading.faults()).hasSize(4);
        assertThat(reading.faults().get(1)).contains("sort", "utl", "Did you mean \"util\"?");
        assertThat(reading.selection().query()).isEqualTo(Query.ALL);
        assertThat(reading.selection().sort()).containsExactly(new SortKey(Column.TEMPERATURE, false));
    }

    @Test
    void parametersAreReadAgainToTheSameSelection() {
        RowSelection selection = read(Map.of(
                        "q", "util > 80 or \"a b\"", "sort", "-util,node", "cols", "cpu,ram", "trouble", "first"))
                .selection();
        assertThat(read(selection.parameters()).selection()).isEqualTo(selection);
        assertThat(read(Map.of()).selection().parameters()).isEmpty();
    }

    @Test
    void columnsThatDecideAreThoseOfQueryAndOrder() {
        assertThat(read(Map.of()).selection().deciding()).isEmpty();
        assertThat(read(Map.of("q", "util>80", "sort", "mem")).selection().deciding())
                .containsExactlyInAnyOrder(Column.UTILIZATION, Column.MEMORY);
        assertThat(read(Map.of("trouble", "first")).selection().deciding()).contains(Column.STATE, Column.TEMPERATURE);
    }
}
