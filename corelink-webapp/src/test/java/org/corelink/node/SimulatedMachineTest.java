package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.junit.jupiter.api.Test;

class SimulatedMachineTest {
    private static final String VERSION = "0.02.0";

    @Property(tries = 100)
    void theSameSeedAndNumberGiveTheSameCourse(@ForAll long seed, @ForAll @IntRange(min = 1, max = 254) int number) {
        assertThat(after(seed, number, 60)).isEqualTo(after(seed, number, 60));
        assertThat(after(seed, number, 60)).isNotEqualTo(after(seed + 1, number, 60));
    }

    @Property(tries = 200)
    void everyReadingIsPlausibleAndTravelsWhole(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 254) int number,
            @ForAll @IntRange(max = 600) int seconds) {
        NodeState state = after(seed, number, seconds);
        Publication said = NodeStateCodec.encode(Mode.MIXED, state, 0);
        assertThat(NodeStateCodecPropertyTest.decoded(said.reading(), said.inventory())
                        .gpus())
                .isEqualTo(state.gpus());
        List<Gpu> open =
                NodeStateCodecPropertyTest.decoded(said.open(), Payload.NONE).gpus();
        int whole = GpuQuantity.COLUMNS.size();
        while (whole > 0 && !values(open, whole - 1).equals(values(state.gpus(), whole - 1))) {
            whole--;
            assertThat(values(open, whole)).as("a column that has no room").containsOnlyNulls();
        }
        // With long names, the last of the columns has no room in the open format; for some, the last two.
        assertThat(whole).isGreaterThanOrEqualTo(GpuQuantity.COLUMNS.size() - 2);
        for (int column = 0; column < whole; column++) {
            assertThat(values(open, column)).isEqualTo(values(state.gpus(), column));
        }
        for (Gpu gpu : state.gpus()) {
            for (GpuQuantity quantity : GpuQuantity.values()) {
                Integer value = gpu.reading().value(quantity);
                assertThat(value == null || quantity.admits(value)).isTrue();
            }
            if (!gpu.reading().equals(GpuReading.UNKNOWN)) {
                assertThat(gpu.reading().memoryUsedMiB())
                        .isLessThanOrEqualTo(gpu.reading().memoryTotalMiB());
                assertThat(gpu.reading().temperatureCelsius()).isBetween(25, 100);
            }
        }
    }

    private static List<Integer> values(List<Gpu> gpus, int column) {
        return gpus.stream()
                .map(gpu -> gpu.reading().value(GpuQuantity.COLUMNS.get(column)))
                .toList();
    }

    @Test
    void machineWithTheLongestNamesIsHeldToTheSame() {
        everyReadingIsPlausibleAndTravelsWhole(4, 213, 373);
    }

    @Test
    void eightMachinesShowEveryKindOfTrouble() {
        List<NodeState> states = IntStream.rangeClosed(1, 8)
                .mapToObj(number -> after(42, number, 300))
                .toList();
        assertThat(states).allMatch(NodeState::simulated);
        assertThat(states)
                .filteredOn(state -> state.gpus().isEmpty())
                .hasSize(1)
                .allMatch(s -> s.gpuProblem() != null);
        assertThat(states)
                .filteredOn(state -> String.valueOf(state.gpuProblem()).contains("lost"))
                .hasSize(1);
        assertThat(states)
                .filteredOn(state -> state.linkMbit() < state.linkMaxMbit())
                .hasSize(1);
        assertThat(states).filteredOn(state -> hottest(state) > 80).hasSize(1);
        assertThat(states)
                .filteredOn(state -> state.gpuProblem() == null && hottest(state) <= 80)
                .isNotEmpty();
    }

    @Test
    void neighboursHaveDifferentCards() {
        Stream<String> models = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> SimulatedMachine.of(1, number))
                .map(machine -> machine.gpus().getFirst().card().model);
        assertThat(models).doesNotHaveDuplicates();
    }

    @Test
    void jobsComeAndGo() {
        SimulatedMachine machine = SimulatedMachine.of(7, 1);
        List<Double> jobsAtFirst = jobs(machine);
        for (int second = 0; second < 600; second++) {
            machine = machine.next();
        }
        assertThat(jobs(machine)).isNotEqualTo(jobsAtFirst);
        assertThat(machine.state(VERSION, 1.5).corelinkKbps()).isEqualTo(1.5);
    }

    private static List<Double> jobs(SimulatedMachine machine) {
        return machine.gpus().stream().map(SimulatedGpu::job).toList();
    }

    private static NodeState after(long seed, int number, int seconds) {
        return Stream.iterate(SimulatedMachine.of(seed, number), SimulatedMachine::next)
                .skip(seconds)
                .findFirst()
                .orElseThrow()
                .state(VERSION, 0);
    }

    private static int hottest(NodeState state) {
        return state.gpus().stream()
                .map(gpu -> gpu.reading().temperatureCelsius())
                .filter(celsius -> celsius != null)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }
}
