package org.corelink.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final NodeId NODE = new NodeId("3fa2");

    private final History history = new History();

    private void add(long step, NodeView... nodes) {
        history.add(Views.view(step, nodes), step, START.plus(History.STEP.multipliedBy(step)));
    }

    private List<@Nullable Integer> utilization(int gpu) {
        return history.recent(NODE, gpu, TrackedQuantity.UTILIZATION, History.STEPS);
    }

    @Test
    void valuesComeBackTheOldestFirst() {
        add(100, Views.node("3fa2", 10));
        add(101, Views.node("3fa2", 20));
        add(102, Views.node("3fa2", 30));
        assertThat(utilization(0)).containsExactly(10, 20, 30);
        assertThat(history.of(NODE).step()).isEqualTo(102);
        assertThat(history.of(NODE).end()).isEqualTo(START.plusSeconds(1_020));
    }

    @Test
    void allQuantitiesOfGpuAreKept() {
        add(1, Views.node("3fa2", 97));
        assertThat(history.of(NODE).gpus().get(0))
                .containsExactly(
                        new Course(TrackedQuantity.UTILIZATION, List.of(97)),
                        new Course(TrackedQuantity.GPU_MEMORY, List.of(12_282)),
                        new Course(TrackedQuantity.TEMPERATURE, List.of(71)),
                        new Course(TrackedQuantity.POWER, List.of(310)));
    }

    @Test
    void unknownStaysUnknownAndZeroStaysZero() {
        add(1, Views.node("3fa2", 0, null));
        assertThat(utilization(0)).containsExactly(0);
        assertThat(utilization(1)).containsExactly((Integer) null);
        assertThat(history.of(NODE).machine()).extracting(Course::values).containsOnly(Collections.singletonList(null));
    }

    @Test
    void afterAnHourTheOldestGoes() {
        for (int step = 0; step < History.STEPS + 5; step++) {
            add(step, Views.node("3fa2", step % 100));
        }
        assertThat(utilization(0)).hasSize(History.STEPS).startsWith(5, 6, 7).endsWith((History.STEPS + 4) % 100);
    }

    @Test
    void stepsThatNobodySawAreUnknown() {
        add(7, Views.node("3fa2", 50));
        add(10, Views.node("3fa2", 60));
        assertThat(utilization(0)).isEqualTo(Arrays.asList(50, null, null, 60));
    }

    @Test
    void afterPauseOfMoreThanAnHourNothingOldIsLeft() {
        for (int step = 0; step < History.STEPS; step++) {
            add(step, Views.node("3fa2", 50));
        }
        add(10L * History.STEPS + 3, Views.node("3fa2", 60));
        assertThat(utilization(0)).hasSize(History.STEPS).endsWith(60).containsOnlyOnce(60);
        assertThat(utilization(0).subList(0, History.STEPS - 1)).containsOnlyNulls();
    }

    @Test
    void lastKnownValuesOfSilentMachineAreNotKeptAsItsCourse() {
        add(1, Views.node("3fa2", 50));
        long step = 2;
        for (MemberState state : List.of(MemberState.SUSPECT, MemberState.DOWN, MemberState.STALE, MemberState.LEFT)) {
            add(step++, Views.with(Views.node("3fa2", 50), state, "silent"));
        }
        assertThat(utilization(0)).startsWith(50);
        assertThat(utilization(0).subList(1, utilization(0).size())).containsOnlyNulls();
    }

    @Test
    void machineThatComesLaterHasNoPast() {
        add(1, Views.node("other", 1));
        add(2, Views.node("other", 2), Views.node("3fa2", 30));
        assertThat(utilization(0)).isEqualTo(Arrays.asList(null, 30));
    }

    @Test
    void machineThatIsForgottenTakesItsHistoryWithIt() {
        add(1, Views.node("3fa2", 10, 20));
        add(2);
        assertThat(history.of(NODE)).isEqualTo(NodeHistory.NONE);
        assertThat(history.gpuTracks()).isZero();
        add(3, Views.node("3fa2", 40));
        assertThat(utilization(0)).isEqualTo(Arrays.asList(null, null, 40));
    }

    @Test
    void gpuThatIsNotListedForAWhileKeepsItsCourse() {
        add(1, Views.node("3fa2", 10, 20));
        add(2, Views.node("3fa2"));
        add(3, Views.node("3fa2", 30, 40));
        assertThat(utilization(1)).isEqualTo(Arrays.asList(20, null, 40));
    }

    @Test
    void machineThatNumbersItsGpusAnewAllTheTimeFillsNoMemory() {
        for (int step = 0; step < 200; step++) {
            Gpu gpu = new Gpu(step, "any", new PcieLink(4, 16), GpuReading.UNKNOWN);
            add(step, Views.with(Views.node("3fa2", 1), List.of(gpu), null));
            assertThat(history.gpuTracks()).isBetween(1, NodeTracks.MAX_GPUS);
        }
    }

    @Test
    void recentValuesAreTheNewest() {
        for (int step = 0; step < 50; step++) {
            add(step, Views.node("3fa2", step));
        }
        assertThat(history.recent(NODE, 0, TrackedQuantity.UTILIZATION, 3)).containsExactly(47, 48, 49);
        assertThat(history.recent(NODE, 9, TrackedQuantity.UTILIZATION, 3)).isEmpty();
        assertThat(history.recent(new NodeId("nobody"), 0, TrackedQuantity.UTILIZATION, 3))
                .isEmpty();
    }

    @Test
    void stepsFollowTheClockAlsoWhereItIsNegative() {
        long step = History.STEP.toNanos();
        assertThat(steps(-step - 1, -step, -1, 0, step - 1, step)).containsExactly(-2L, -1L, -1L, 0L, 0L, 1L);
        add(-2, Views.node("3fa2", 1));
        add(-1, Views.node("3fa2", 2));
        add(0, Views.node("3fa2", 3));
        assertThat(utilization(0)).containsExactly(1, 2, 3);
        assertThat(history.isNew(0)).isFalse();
        assertThat(history.isNew(1)).isTrue();
    }

    /** The page on readings states these figures. */
    @Test
    void anHourOf254MachinesWith8GpusTakesLessThan6MB() {
        assertThat(History.bytes(254, 8)).isEqualTo(5_303_520).isLessThan(6_000_000);
        assertThat(History.bytes(255, NodeTracks.MAX_GPUS)).isEqualTo(10_465_200);
        NodeView[] machines = IntStream.range(0, 254)
                .mapToObj(i -> Views.node("node-%03d".formatted(i), 1, 2, 3, 4, 5, 6, 7, 8))
                .toArray(NodeView[]::new);
        add(1, machines);
        assertThat(history.gpuTracks()).isEqualTo(254 * 8);
    }

    @ParameterizedTest
    @EnumSource
    void everyQuantityKeepsItsRangeAndNothingElse(TrackedQuantity quantity) {
        Integer lowest = quantity.value(0);
        Integer highest = quantity.value(quantity.unknown() - 1);
        assertThat(lowest).isNotNull();
        assertThat(highest).isNotNull();
        assertThat(quantity.value(quantity.code(lowest))).isEqualTo(lowest);
        assertThat(quantity.value(quantity.code(highest))).isEqualTo(highest);
        assertThat(quantity.value(quantity.code(null))).isNull();
        assertThat(quantity.value(quantity.code(Integer.MIN_VALUE))).isNull();
        assertThat(quantity.value(quantity.code(Integer.MAX_VALUE))).isNull();
    }

    @Test
    void emptyViewIsAStepToo() {
        history.add(ClusterView.EMPTY, 1, START);
        add(2, Views.node("3fa2", 5));
        assertThat(utilization(0)).isEqualTo(Arrays.asList(null, 5));
    }

    private static List<Long> steps(long... nanos) {
        return Arrays.stream(nanos).mapToObj(History::stepAt).toList();
    }
}
