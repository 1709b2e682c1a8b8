package org.corelink.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.NvLink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls real functions: those of the stand-in for NVML. */
@Timeout(60)
class NvmlGpuSourceTest {
    private static final GpuSurroundings NOTHING_ELSE =
            GpuSurroundings.unknown();

    @TempDir
    Path folder;

    FakeNvml nvml;
    FakeMachine machine;

    @BeforeEach
    void build() throws IOException {
        nvml = FakeNvml.in(folder);
        machine = FakeMachine.dataCentre(3);
        nvml.show(machine);
    }

    @Test
    void aMachineWithoutTheLibrarySaysSo() {
        assertThat(NvmlGpuSource.of(Path.of("libnvidia-ml-absent.so.1"), NOTHING_ELSE)
                        .open()
                        .get())
                .isEqualTo(new Opening.Missing("libnvidia-ml.so.1 cannot be loaded"));
    }

    @Test
    void aFileThatIsNoLibraryIsNotLoaded() throws IOException {
        Path text = Files.writeString(folder.resolve("text.so"), "not a library");
        assertThat(NvmlGpuSource.of(text, NOTHING_ELSE).open().get()).isInstanceOf(Opening.Missing.class);
    }

    @Test
    void aLibraryThatIsAnotherOneIsNotUsed() {
        assertThat(NvmlGpuSource.of(Path.of("libc.so.6"), NOTHING_ELSE).open().get())
                .isInstanceOf(Opening.Missing.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        9   | NVML: Driver Not Loaded
        18  | NVML: Driver/library version mismatch
        4   | NVML: Insufficient Permissions
        999 | NVML: Unknown Error
        77  | NVML: NVML error 77
        """)
    void aDriverThatDoesNotRunIsToldInItsOwnWords(int code, String problem) throws IOException {
        nvml.show(machine.set("init", "!" + code));
        assertThat(open().sample()).isEqualTo(GpuSample.none(problem));
    }

    @Test
    void aDriverThatComesLaterIsFound() throws IOException {
        nvml.show(machine.set("init", "!9"));
        GpuSource source = open();
        source.sample();
        nvml.show(machine.set("init", "0"));
        assertThat(eventually(
                        source, sample -> sample.gpus().size() == 3, NvmlGpuSource.SAMPLES_PER_OPENING_IN_TROUBLE))
                .isTrue();
    }

    @Test
    void aReloadedDriverIsOpenedAnewAtOnce() throws IOException {
        GpuSource source = open();
        assertThat(source.sample().problem()).isNull();
        nvml.show(machine.set("session", "2").set(0, "temperature", 33).set("driver", "580.1"));
        GpuSample sample = source.sample();
        assertThat(sample.problem()).isNull();
        assertThat(sample.gpus().getFirst().reading().temperatureCelsius()).isEqualTo(33);
        assertThat(sample.gpus().getFirst().inventory().identity().driver()).isEqualTo("580.1");
    }

    @Test
    void aCardThatIsPluggedInIsFoundInTime() throws IOException {
        GpuSource source = open();
        assertThat(source.sample().gpus()).hasSize(3);
        nvml.show(FakeMachine.dataCentre(5));
        assertThat(eventually(source, sample -> sample.gpus().size() == 5, NvmlGpuSource.SAMPLES_PER_OPENING))
                .isTrue();
        nvml.show(FakeMachine.dataCentre(2));
        assertThat(eventually(source, sample -> sample.gpus().size() == 2, NvmlGpuSource.SAMPLES_PER_OPENING))
                .isTrue();
    }

    @Test
    void aMachineWithoutGpusSaysSo() throws IOException {
        nvml.show(new FakeMachine());
        assertThat(open().sample()).isEqualTo(GpuSample.none("the driver lists no GPU"));
    }

    @Test
    void oneLostGpuHidesNoOther() throws IOException {
        nvml.show(machine.set(1, "handle", "!15"));
        GpuSample sample = open().sample();
        assertThat(sample.gpus()).extracting(Gpu::index).containsExactly(0, 1, 2);
        assertThat(sample.gpus())
                .extracting(gpu -> gpu.condition().state())
                .containsExactly(GpuCondition.State.WORKING, GpuCondition.State.LOST, GpuCondition.State.WORKING);
        assertThat(sample.problem()).isEqualTo("GPU 1: GPU is lost");
    }

    @Test
    void aCardWithoutAnyReadingIsOfUnknownCondition() throws IOException {
        for (String key : machine.keys(1)) {
            if (!List.of("bus", "name", "uuid").contains(key)) {
                machine.remove(1, key);
            }
        }
        nvml.show(machine);
        Gpu gpu = open().sample().gpus().get(1);
        assertThat(gpu.condition())
                .isEqualTo(new GpuCondition(GpuCondition.State.UNKNOWN, "the driver gives no readings"));
        assertThat(gpu.reading()).isEqualTo(GpuReading.UNKNOWN);
        assertThat(gpu.model()).isEqualTo("H100 80GB HBM3");
    }

    @Test
    void aCallThatHangsDelaysNobodyButItsOwnThreadAndGoesOnAfterwards() throws Exception {
        GpuSource source = open();
        source.sample();
        nvml.show(machine.set("hang", "1.temperature"));
        CompletableFuture<GpuSample> sample = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> sample.complete(source.sample()));
        assertThatThrownBy(() -> sample.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        nvml.show(machine.set("hang", "nothing"));
        assertThat(sample.get(20, TimeUnit.SECONDS).gpus()).hasSize(3);
    }

    @Test
    void theNewestErrorNumberIsKept() throws IOException {
        GpuSource source = open();
        assertThat(xid(source)).isNull();
        nvml.show(machine.set(1, "xid", 79));
        source.sample();
        assertThat(xid(source)).isEqualTo(79);
        nvml.show(machine.set(1, "xid", 48));
        source.sample();
        assertThat(xid(source)).isEqualTo(48);
        assertThat(source.sample().gpus().get(0).reading().value(GpuQuantity.XID))
                .isNull();
    }

    private static @Nullable Integer xid(GpuSource source) {
        return source.sample().gpus().get(1).reading().value(GpuQuantity.XID);
    }

    @Test
    void linksToOtherGpusAreListed() throws IOException {
        nvml.show(machine.set(0, "nvlink.0", 1).set(0, "nvlink.1", 0).set(0, "nvlink.17", 1));
        GpuSample sample = open().sample();
        assertThat(sample.gpus().get(0).inventory().nvLinks())
                .containsExactly(new NvLink(0, true), new NvLink(1, false), new NvLink(17, true));
        assertThat(sample.gpus().get(1).inventory().nvLinks()).isEmpty();
    }

    @Test
    void whatAnOldDriverLacksIsAbsentAndTheRestIsThere() throws IOException {
        FakeNvml old = FakeNvml.oldIn(folder.resolve("old")).show(machine.set(0, "process.1", "9 G -1"));
        Gpu gpu = old.open(NOTHING_ELSE).sample().gpus().getFirst();
        assertThat(gpu.condition()).isEqualTo(GpuCondition.WORKING);
        assertThat(gpu.inventory().mig().enabled()).isNull();
        assertThat(gpu.inventory().identity().busId()).isEqualTo("00000000:10:00.0");
        assertThat(gpu.reading().value(GpuQuantity.REMAPPED_ROWS_CORRECTED)).isNull();
        assertThat(gpu.reading().memoryTotalMiB()).isEqualTo(81_559);
        // That structure counts what the driver keeps for itself as used.
        assertThat(gpu.reading().memoryUsedMiB()).isEqualTo((int) ((3_141_592_653L + 526_057_472L) >> 20));
        assertThat(gpu.reading().processes())
                .extracting(GpuProcess::pid, GpuProcess::type, GpuProcess::memoryMiB)
                .containsExactly(
                        tuple(9L, GpuProcess.Type.GRAPHICS, null), tuple(4_000L, GpuProcess.Type.COMPUTE, 2_048));
    }

    @Test
    void moreProcessesThanAreKeptAreCut() throws IOException {
        for (int i = 0; i < 700; i++) {
            machine.set(0, "process." + i, (10_000 - i) + " C 1048576");
        }
        nvml.show(machine);
        assertThat(open().sample().gpus().getFirst().reading().processes())
                .hasSize(GpuProcess.MAX_PROCESSES)
                .extracting(GpuProcess::pid)
                .isSorted()
                .startsWith(9_301L);
    }

    private GpuSource open() {
        return nvml.open(NOTHING_ELSE);
    }

    private interface Expected {
        boolean holds(GpuSample sample);
    }

    private static boolean eventually(GpuSource source, Expected expected, int samples) {
        for (int i = 0; i < samples; i++) {
            if (expected.holds(source.sample())) {
                return true;
            }
        }
        return false;
    }
}
