package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.corelink.gpu.FixedGpus;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.PcieLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuMemoryTest {
    private static final GpuSample GOOD = FixedGpus.idle(2).sample();
    private static final GpuSample TIMED_OUT = GpuSample.none("nvidia-smi did not answer within 5 s");

    private final GpuMemory empty = GpuMemory.from(0);

    @Test
    void beforeTheFirstSampleTheStateSaysSo() {
        assertThat(empty.at(seconds(3))).isEqualTo(GpuSample.none("the GPUs have not been read yet"));
    }

    @Test
    void aDriverThatNeverAnswersIsSaid() {
        assertThat(empty.at(seconds(15))).isEqualTo(GpuSample.none("no answer from the GPU driver for 10 s"));
    }

    @Test
    void aGoodSampleIsShownAsItIs() {
        assertThat(good(5).at(seconds(5))).isEqualTo(GOOD);
        assertThat(good(5).at(seconds(15))).isEqualTo(GOOD);
    }

    @Test
    void oneFailedSampleIsNoAlarm() {
        GpuMemory memory = good(5).after(new Timed<>(TIMED_OUT, seconds(6)));
        assertThat(memory.at(seconds(12))).isEqualTo(GOOD);
    }

    @Test
    void anOldReadingIsNeverShownAsLive() {
        GpuMemory memory = good(5).after(new Timed<>(TIMED_OUT, seconds(6))).after(new Timed<>(TIMED_OUT, seconds(12)));
        GpuSample shown = memory.at(seconds(16));
        assertThat(shown.problem()).isEqualTo("nvidia-smi did not answer within 5 s");
        assertThat(shown.gpus())
                .extracting(Gpu::model)
                .isEqualTo(GOOD.gpus().stream().map(Gpu::model).toList());
        assertThat(shown.gpus()).extracting(Gpu::reading).containsOnly(GpuReading.UNKNOWN);
    }

    @Test
    void anOldLinkIsNeverShownAsTheOneOfNow() {
        GpuSample busy = GpuSample.of(DataCentreMachine.withGpus(1).gpus());
        GpuInventory shown = empty.after(new Timed<>(busy, seconds(5)))
                .at(seconds(16))
                .gpus()
                .getFirst()
                .inventory();
        assertThat(shown.pcie().now()).isEqualTo(PcieLink.UNKNOWN);
        assertThat(shown.pcie().card()).isEqualTo(new PcieLink(5, 16));
    }

    @ParameterizedTest
    @CsvSource({"11, 10 s", "19, 10 s", "20, 20 s", "59, 50 s", "60, 1 min", "179, 2 min", "7200, 120 min"})
    void aSilentSourceIsToldInSteps(int silence, String told) {
        GpuSample shown = good(5).at(seconds(5 + silence));
        assertThat(shown.problem()).isEqualTo("no answer from the GPU driver for " + told);
        assertThat(shown.gpus()).extracting(Gpu::reading).containsOnly(GpuReading.UNKNOWN);
    }

    @Test
    void recoveryShowsAtOnce() {
        GpuSample fewer = FixedGpus.idle(1).sample();
        GpuMemory memory = good(5).after(new Timed<>(TIMED_OUT, seconds(50))).after(new Timed<>(fewer, seconds(60)));
        assertThat(memory.at(seconds(60))).isEqualTo(fewer);
    }

    @Test
    void aMachineWithoutGpusKeepsItsReason() {
        GpuSample none = GpuSample.none("nvidia-smi is not installed");
        assertThat(empty.after(new Timed<>(none, seconds(1))).at(seconds(2))).isEqualTo(none);
    }

    @Test
    void aProblemBesideGoodGpusStays() {
        GpuSample partial = new GpuSample(List.of(FixedGpus.card(0)), "GPU 1: GPU is lost");
        assertThat(empty.after(new Timed<>(partial, seconds(1))).at(seconds(2))).isEqualTo(partial);
    }

    private GpuMemory good(int second) {
        return empty.after(new Timed<>(GOOD, seconds(second)));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
