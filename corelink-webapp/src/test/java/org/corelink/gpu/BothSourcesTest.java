package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.corelink.gpu.GpuProcess.Owner;
import org.corelink.gpu.nvml.FakeNvml;
import org.corelink.gpu.smi.FakeNvidiaSmi;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.gpu.smi.NvidiaSmiProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same machine, seen through the fake NVML and through a process that prints what nvidia-smi would. */
@Timeout(120)
class BothSourcesTest {
    private static final PciePath PATH =
            new PciePath(List.of(new PcieLink(5, 16), new PcieLink(4, 16), new PcieLink(5, 16), new PcieLink(5, 4)));
    private static final AtomicReference<Set<String>> CARDS = new AtomicReference<>(Set.of());
    private static final Set<String> RELEASED = ConcurrentHashMap.newKeySet();
    private static final GpuSurroundings SURROUNDINGS = new GpuSurroundings(
            busId -> busId.contains(":10:") ? PATH : new PciePath(List.of()),
            pid -> pid == 4_000 ? new Owner("ada", "python train.py", "0123456789ab") : Owner.UNKNOWN,
            CARDS::get,
            RELEASED::contains);

    @TempDir
    Path folder;

    FakeNvml nvml;
    FakeNvidiaSmi nvidiaSmi;

    @BeforeEach
    void install() throws IOException {
        CARDS.set(Set.of());
        RELEASED.clear();
        nvml = FakeNvml.in(folder.resolve("nvml"));
        nvidiaSmi = FakeNvidiaSmi.in(folder.resolve("smi"));
    }

    /** A machine and what the test is called. */
    record Scene(String name, FakeMachine machine) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scene> scenes() {
        return Stream.of(
                new Scene("no GPU", new FakeMachine()),
                new Scene("one GeForce", FakeMachine.geForce()),
                new Scene("eight data-centre cards", FakeMachine.dataCentre(8)),
                new Scene("sixteen data-centre cards", FakeMachine.dataCentre(16)),
                new Scene(
                        "all values of one are lost",
                        FakeMachine.dataCentre(3)
                                .setAll(1, "!15")
                                .set(1, "bus", "00000000:18:00.0")
                                .remove(1, "handle")),
                new Scene("one waits for a reset", reset()),
                new Scene("a broken fan sensor", FakeMachine.geForce().set(0, "fan", "!999")),
                new Scene("a broken power sensor", FakeMachine.dataCentre(2).set(1, "power", "!999")),
                new Scene("MIG", mig()),
                new Scene("processes of all kinds", processes()),
                new Scene("frost", FakeMachine.geForce().set(0, "temperature", -7)),
                new Scene("every reason to be slow", FakeMachine.geForce().set(0, "throttle", 0x1ff)),
                new Scene("nothing slows it", FakeMachine.geForce().set(0, "throttle", 0)),
                new Scene("a small board", bare()),
                new Scene(
                        "half a watt",
                        FakeMachine.geForce()
                                .set(0, "power", 287_499)
                                .set(0, "power.limit", 150_496)
                                .set(0, "power.lowest", 99_497)),
                new Scene(
                        "retired pages",
                        FakeMachine.dataCentre(1).set(0, "retired.single", 3).set(0, "retired.double", 0)));
    }

    private static FakeMachine reset() {
        FakeMachine machine = FakeMachine.dataCentre(2);
        for (String key : new TreeSet<>(machine.keys(0))) {
            if (!List.of("bus", "name", "uuid", "serial", "vbios").contains(key)) {
                machine.set(0, key, "!16");
            }
        }
        return machine;
    }

    private static FakeMachine bare() {
        FakeMachine machine = new FakeMachine().set("count", 1);
        return machine.set(0, "name", "NVIDIA GB10")
                .set(0, "bus", "0000000F:01:00.0")
                .set(0, "temperature", 44);
    }

    private static FakeMachine mig() {
        FakeMachine machine =
                FakeMachine.dataCentre(2).set(1, "mig", 1).remove(1, "util.gpu").remove(1, "util.memory");
        machine.set(1, "mig.0.instance", 1).set(1, "mig.0.compute", 0).set(1, "mig.0.processors", 42);
        machine.set(1, "mig.0.memory.total", 42_142_269_440L).set(1, "mig.0.memory.used", 19_922_944L);
        machine.set(1, "mig.3.instance", 5).set(1, "mig.3.compute", 1).set(1, "mig.3.processors", 14);
        return machine.set(1, "mig.3.memory.total", 10_468_982_784L).set(1, "mig.3.memory.used", 0);
    }

    private static FakeMachine processes() {
        FakeMachine machine = FakeMachine.dataCentre(1);
        machine.set(0, "process.1", "77 G 1048577")
                .set(0, "process.2", "900000 CG 0")
                .set(0, "process.3", "8 CM -1");
        return machine.set("process.8", "a & b").set("process.77", "Xorg");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void tellTheSame(Scene scene) throws IOException {
        show(scene.machine);
        assertThat(comparable(nvml().sample())).isEqualTo(nvidiaSmi().sample());
    }

    @Test
    void tellTheSameWhateverIsMissingOrBroken() throws IOException {
        GpuSource nvmlSource = nvml();
        GpuSource nvidiaSmiSource = nvidiaSmi();
        for (int seed = 0; seed < 60; seed++) {
            show(damaged(new Random(seed)));
            assertThat(comparable(nvmlSource.sample())).as("seed %d", seed).isEqualTo(nvidiaSmiSource.sample());
        }
    }

    private static FakeMachine damaged(Random random) {
        FakeMachine machine = FakeMachine.dataCentre(2);
        double share = random.nextDouble();
        for (String key : new TreeSet<>(machine.keys(1))) {
            boolean isText =
                    List.of("bus", "name", "uuid", "serial", "vbios").contains(key) || key.startsWith("process");
            if (!isText && random.nextDouble() < share) {
                switch (random.nextInt(4)) {
                    case 0 -> machine.remove(1, key);
                    case 1 -> machine.set(1, key, "!999");
                    case 2 -> machine.set(1, key, 4_000_000_000L);
                    default -> machine.set(1, key, "!4");
                }
            }
        }
        return machine;
    }

    @Test
    void aCardThatGetsLostKeepsItsNameAndPlace() throws IOException {
        FakeMachine machine = FakeMachine.dataCentre(3);
        GpuSource nvmlSource = nvml();
        GpuSource nvidiaSmiSource = nvidiaSmi();
        for (UnaryOperator<FakeMachine> change : List.<UnaryOperator<FakeMachine>>of(
                whole -> whole, broken -> broken.set(1, "handle", "!15"), mended -> mended.remove(1, "handle"))) {
            show(change.apply(machine));
            assertThat(comparable(nvmlSource.sample())).isEqualTo(nvidiaSmiSource.sample());
        }
        show(machine.set(1, "handle", "!15"));
        GpuSample sample = nvmlSource.sample();
        assertThat(sample.problem()).isEqualTo("GPU 1: GPU is lost");
        assertThat(sample.gpus()).hasSize(3);
        assertThat(sample.gpus().get(1).condition())
                .isEqualTo(new GpuCondition(GpuCondition.State.LOST, "GPU is lost"));
        assertThat(sample.gpus().get(1).model()).isEqualTo("H100 80GB HBM3");
        assertThat(sample.gpus().get(1).reading()).isEqualTo(GpuReading.UNKNOWN);
        assertThat(sample.gpus().get(2).reading().temperatureCelsius()).isEqualTo(52);
    }

    @Test
    void cardsThatAreListedNoMoreAreMissedAndThoseThatComeAreFoundAtOnce() throws IOException {
        List<GpuSource> sources = List.of(nvml(), nvidiaSmi());
        assertThat(problems(sources, 4)).containsOnly("null");
        assertThat(problems(sources, 2))
                .containsOnly("2 GPUs missing: H100 80GB HBM3 at 00000000:20:00.0");
        assertThat(problems(sources, 3))
                .containsOnly("GPU missing: H100 80GB HBM3 at 00000000:28:00.0");
        assertThat(problems(sources, 4)).containsOnly("null");
        assertThat(problems(sources, 5)).containsOnly("null");
    }

    @Test
    void cardsThatAreReleasedOnPurposeAreNotMissed() throws IOException {
        List<GpuSource> sources = List.of(nvml(), nvidiaSmi());
        assertThat(problems(sources, 3)).containsOnly("null");
        RELEASED.add("00000000:20:00.0");
        assertThat(problems(sources, 2)).containsOnly("null");
        RELEASED.clear();
        assertThat(problems(sources, 2)).containsOnly("null");
    }

    /** What the sources call wrong with a machine of so many cards, all of which they must list. */
    private List<String> problems(List<GpuSource> sources, int cards) throws IOException {
        show(FakeMachine.dataCentre(cards));
        CARDS.set(IntStream.range(0, cards).mapToObj(i -> "card " + i).collect(Collectors.toSet()));
        List<GpuSample> samples = sources.stream().map(GpuSource::sample).toList();
        assertThat(samples).allSatisfy(sample -> assertThat(sample.gpus()).hasSize(cards));
        return samples.stream().map(sample -> String.valueOf(sample.problem())).toList();
    }

    @Test
    void everyValueArrives() throws IOException {
        show(FakeMachine.dataCentre(1)
                .set(0, "fan", 61)
                .set(0, "retired.single", 1)
                .set(0, "retired.double", 2));
        Gpu gpu = nvidiaSmi().sample().gpus().getFirst();
        List<GpuQuantity> missing = Stream.of(GpuQuantity.values())
                .filter(quantity -> gpu.reading().value(quantity) == null)
                .toList();
        assertThat(missing).containsExactly(GpuQuantity.XID);
        assertThat(gpu.inventory().pcie())
                .isEqualTo(new PcieLinks(
                        new PcieLink(5, 16), new PcieLink(5, 16), new PcieLink(4, 16), new PcieLink(5, 4)));
        assertThat(gpu.inventory().identity())
                .isEqualTo(new GpuIdentity(
                        "00000000:10:00.0",
                        "GPU-0a1b2c3d-0000-4000-8000-000000000000",
                        "1650923000",
                        "96.00.74.00.00",
                        "550.54.15",
                        "12.4"));
        assertThat(gpu.inventory().powerLimits()).isEqualTo(new PowerLimits(700, 200, 700));
        assertThat(gpu.inventory().memoryMiB()).isEqualTo(81_559);
        assertThat(gpu.inventory().computeMode()).isEqualTo(ComputeMode.DEFAULT);
        assertThat(gpu.reading().throttleReasons()).containsExactly(ThrottleReason.POWER_CAP);
        assertThat(gpu.reading().processes())
                .containsExactly(new GpuProcess(
                        4_000, GpuProcess.Type.COMPUTE, 2_048, new Owner("ada", "python train.py", "0123456789ab")));
    }

    private void show(FakeMachine machine) throws IOException {
        nvml.show(machine);
        nvidiaSmi.print(machine.toLog());
    }

    private GpuSource nvml() {
        return nvml.open(SURROUNDINGS);
    }

    private GpuSource nvidiaSmi() {
        return new NvidiaSmiGpuSource(
                new NvidiaSmiProcess(nvidiaSmi.executable(), Duration.ofSeconds(30)), SURROUNDINGS);
    }

    /** Without what nvidia-smi's log never tells. */
    private static GpuSample comparable(GpuSample sample) {
        return new GpuSample(
                sample.gpus().stream().map(BothSourcesTest::comparable).toList(), sample.problem());
    }

    private static Gpu comparable(Gpu gpu) {
        GpuInventory of = gpu.inventory();
        Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
        values.putAll(gpu.reading().values());
        values.remove(GpuQuantity.XID);
        return new Gpu(
                new GpuInventory(
                        of.index(),
                        of.model(),
                        of.identity(),
                        of.memoryMiB(),
                        of.powerLimits(),
                        of.pcie(),
                        of.mig(),
                        of.computeMode(),
                        null),
                new GpuReading(
                        values, gpu.reading().throttleReasons(), gpu.reading().processes()),
                gpu.condition());
    }
}
