package org.corelink.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.FakeSysfs;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuProcess.Owner;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.PrintableText;
import org.corelink.gpu.SysfsPcie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs real processes: the stand-in for nvidia-smi. */
@Timeout(60)
class NvidiaSmiGpuSourceTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    Path folder;

    FakeNvidiaSmi nvidiaSmi;

    @BeforeEach
    void install() throws IOException {
        nvidiaSmi = FakeNvidiaSmi.in(folder.resolve("bin"));
    }

    @Test
    void theGpusOfTheMachineAreListed() throws IOException {
        nvidiaSmi.set("count", "3");
        nvidiaSmi.set("1.utilization.gpu", "97");
        GpuSample sample = source(AMPLE).sample();
        assertThat(sample.problem()).isNull();
        assertThat(sample.gpus()).extracting(Gpu::model).containsOnly("GeForce RTX 4090");
        assertThat(sample.gpus())
                .extracting(gpu -> gpu.reading().utilizationPercent())
                .containsExactly(0, 97, 0);
        assertThat(nvidiaSmi.calls()).containsExactly("-q -x");
    }

    @Test
    void aChangeShowsInTheNextSample() throws IOException {
        NvidiaSmiGpuSource source = source(AMPLE);
        assertThat(source.sample().gpus()).hasSize(2);
        nvidiaSmi.set("count", "1");
        nvidiaSmi.set("temperature.gpu", "81");
        assertThat(source.sample().gpus())
                .extracting(gpu -> gpu.reading().temperatureCelsius())
                .containsExactly(81);
    }

    @Test
    void theBottleneckComesFromTheKernelAndElseFromTheDriver() throws IOException {
        FakeSysfs sysfs = new FakeSysfs(folder).add("0000:01:00.0", "8.0 GT/s PCIe", "8");
        GpuSample sample = new NvidiaSmiGpuSource(
                        new NvidiaSmiProcess(nvidiaSmi.executable(), AMPLE),
                        GpuSurroundings.of(new SysfsPcie(sysfs.devices()), pid -> Owner.UNKNOWN))
                .sample();
        assertThat(sample.gpus()).extracting(gpu -> gpu.bottleneck().toLimit()).containsExactly("3.0 x 8", "4.0 x 16");
    }

    @Test
    void aHungChildThatIgnoresSigtermIsKilledWithItsOwnChildren() throws Exception {
        nvidiaSmi.set("mode", "hang");
        long start = System.nanoTime();
        GpuSample sample = source(SHORT).sample();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(3));
        assertThat(sample).isEqualTo(GpuSample.none("nvidia-smi did not answer within 0.7 s"));
        assertNewestProcessEnds();
        assertEnds(nvidiaSmi.newestChild());
    }

    @Test
    void afterAHangTheNextSampleIsGood() throws IOException {
        nvidiaSmi.set("mode", "hang");
        nvidiaSmi.print(FakeMachine.dataCentre(2).toLog());
        NvidiaSmiGpuSource source = source(Duration.ofSeconds(4));
        assertThat(source.sample().gpus()).isEmpty();
        nvidiaSmi.set("mode", "ok");
        assertThat(source.sample().gpus()).hasSize(2);
    }

    @Test
    void whatAKilledChildLeavesBehindHoldsUpNothing() throws IOException {
        nvidiaSmi.set("mode", "orphan 60");
        NvidiaSmiGpuSource source = source(Duration.ofSeconds(3));
        assertThat(source.sample().problem()).isEqualTo("nvidia-smi did not answer within 3 s");
        nvidiaSmi.set("mode", "exit 6 No devices were found");
        assertThat(source.sample().problem()).isEqualTo(GpuSample.NO_GPU);
    }

    @Test
    void anInterruptKillsTheChildAndReturnsAtOnce() throws Exception {
        nvidiaSmi.set("mode", "hang");
        NvidiaSmiGpuSource source = source(AMPLE);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread sampler = Thread.ofPlatform().start(() -> {
            source.sample();
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        while (!nvidiaSmi.hangs()) {
            Thread.onSpinWait();
        }
        sampler.interrupt();
        assertThat(interrupted.get(3, TimeUnit.SECONDS)).isTrue();
        assertNewestProcessEnds();
    }

    @Test
    void aHundredMegabytesOfOutputAreCutOffAndSaid() throws Exception {
        nvidiaSmi.set("mode", "huge");
        assertThat(source(AMPLE).sample()).isEqualTo(GpuSample.none("nvidia-smi printed more than 8388608 bytes"));
        assertNewestProcessEnds();
    }

    @Test
    void garbageIsReadAsFarAsItGoes() throws IOException {
        nvidiaSmi.set("mode", "garbage");
        GpuSample sample = source(AMPLE).sample();
        assertThat(sample.gpus()).extracting(Gpu::index).containsExactly(0);
        assertThat(PrintableText.isPrintable(String.valueOf(sample.problem()), 200))
                .isTrue();
    }

    @Test
    void anErrorExitIsToldInItsOwnWords() throws IOException {
        nvidiaSmi.set("mode", "exit 9 NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.");
        assertThat(source(AMPLE).sample())
                .isEqualTo(GpuSample.none("nvidia-smi exited with 9: NVIDIA-SMI has failed because it couldn't"
                        + " communicate with the NVIDIA driver."));
        nvidiaSmi.set("mode", "stderr 127 libnvidia-ml.so.1: cannot open shared object file");
        assertThat(source(AMPLE).sample().problem())
                .isEqualTo("nvidia-smi exited with 127: libnvidia-ml.so.1: cannot open shared object file");
    }

    @Test
    void aMachineWithoutTheProgramSaysSo() {
        GpuSample sample = new NvidiaSmiGpuSource(
                        new NvidiaSmiProcess(folder.resolve("bin/absent"), AMPLE), nothingElse())
                .sample();
        assertThat(sample).isEqualTo(GpuSample.none("nvidia-smi is not installed"));
    }

    @Test
    void aFileThatIsNoProgramIsSaid() throws IOException {
        Path notExecutable = Files.writeString(folder.resolve("notes.txt"), "nothing to run");
        GpuSample sample = new NvidiaSmiGpuSource(new NvidiaSmiProcess(notExecutable, AMPLE), nothingElse()).sample();
        assertThat(sample).isEqualTo(GpuSample.none("nvidia-smi may not be run: permission denied"));
    }

    @Test
    void oneLostGpuHidesNoOther() throws IOException {
        nvidiaSmi.set("count", "3");
        for (String field :
                List.of("utilization.gpu", "memory.used", "memory.total", "temperature.gpu", "power.draw")) {
            nvidiaSmi.set("1." + field, "GPU is lost");
        }
        for (String field : List.of("power.limit", "fan.speed", "clocks.sm", "clocks.mem")) {
            nvidiaSmi.set("1." + field, "GPU is lost");
        }
        GpuSample sample = source(AMPLE).sample();
        assertThat(sample.gpus()).hasSize(3);
        assertThat(sample.gpus().get(1).reading()).isEqualTo(GpuReading.UNKNOWN);
        assertThat(sample.gpus().get(2).reading()).isNotEqualTo(GpuReading.UNKNOWN);
        assertThat(sample.problem()).isEqualTo("GPU 1: GPU is lost");
    }

    private NvidiaSmiGpuSource source(Duration timeout) {
        return new NvidiaSmiGpuSource(new NvidiaSmiProcess(nvidiaSmi.executable(), timeout), nothingElse());
    }

    private static GpuSurroundings nothingElse() {
        return GpuSurroundings.unknown();
    }

    private void assertNewestProcessEnds() throws Exception {
        assertEnds(nvidiaSmi.newestProcess());
    }

    private static void assertEnds(@Nullable ProcessHandle process) throws Exception {
        if (process != null) {
            assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }
}
