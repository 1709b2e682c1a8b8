package org.corelink.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSurroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs real processes that do not end, or leave something behind. */
@Timeout(60)
class StuckNvidiaSmiTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final int SAMPLES = 5;
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String TOO_LATE = "nvidia-smi did not answer within 0.7 s";
    private static final String STUCK = "an earlier nvidia-smi hangs and cannot be ended";

    @TempDir
    Path folder;

    FakeNvidiaSmi nvidiaSmi;

    @BeforeEach
    void install() throws IOException {
        nvidiaSmi = FakeNvidiaSmi.in(folder.resolve("bin"));
        nvidiaSmi.print(FakeMachine.dataCentre(2).toLog());
    }

    @Test
    void aChildThatSurvivesSigkillIsTheOnlyOneAndAfterItsEndAllIsWell() throws Exception {
        nvidiaSmi.withUnkillable().set("mode", "unkillable 6");
        NvidiaSmiGpuSource source = source(SHORT);
        assertThat(source.sample()).isEqualTo(GpuSample.none(TOO_LATE));
        ProcessHandle child = nvidiaSmi.newestProcess();
        assertThat(child).isNotNull();
        nvidiaSmi.set("mode", "ok");
        assertThat(source.sample()).isEqualTo(GpuSample.none(STUCK));
        assertThat(source.sample()).isEqualTo(GpuSample.none(STUCK));
        assertThat(child.isAlive()).as("killed and alive").isTrue();
        assertThat(nvidiaSmi.calls()).hasSize(1);
        child.onExit().get(20, TimeUnit.SECONDS);
        assertThat(source.sample().problem()).isNotEqualTo(STUCK);
        assertThat(nvidiaSmi.calls()).hasSize(2);
    }

    @Test
    void aStoppedChildIsKilled() throws Exception {
        nvidiaSmi.set("mode", "stopped");
        assertThat(source(SHORT).sample()).isEqualTo(GpuSample.none(TOO_LATE));
        assertNewestProcessEnds();
    }

    @Test
    void aChildThatClosesItsOutputsAndStaysIsKilled() throws Exception {
        nvidiaSmi.set("mode", "closed");
        assertThat(source(SHORT).sample()).isEqualTo(GpuSample.none(TOO_LATE));
        assertNewestProcessEnds();
    }

    @Test
    void anAnswerCountsThoughSomethingLeftBehindKeepsTheOutputOpen() throws Exception {
        nvidiaSmi.set("mode", "leave 30");
        NvidiaSmiGpuSource source = source(AMPLE);
        long before = ourThreads();
        for (int i = 0; i < SAMPLES; i++) {
            GpuSample sample = source.sample();
            assertThat(sample.problem()).isNull();
            assertThat(sample.gpus()).hasSize(2);
        }
        while (ourThreads() > before) {
            Thread.onSpinWait();
        }
    }

    private static long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("corelink-nvidia-smi"))
                .count();
    }

    private NvidiaSmiGpuSource source(Duration timeout) {
        return new NvidiaSmiGpuSource(
                new NvidiaSmiProcess(nvidiaSmi.executable(), timeout),
                GpuSurroundings.unknown());
    }

    private void assertNewestProcessEnds() throws Exception {
        ProcessHandle process = nvidiaSmi.newestProcess();
        if (process != null) {
            assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }
}
