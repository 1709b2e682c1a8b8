package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corelink.gpu.ChosenGpuSource.Candidate;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.GpuSample.Origin;
import org.junit.jupiter.api.Test;

class ChosenGpuSourceTest {
    private Opening nvml = new Opening.Missing("libnvidia-ml.so.1 cannot be loaded");
    private Opening nvidiaSmi = new Opening.Missing("nvidia-smi is not installed");
    private int lookedForNvml;

    private final ChosenGpuSource source = new ChosenGpuSource(List.of(
            new Candidate("NVML", () -> {
                lookedForNvml++;
                return nvml;
            }),
            new Candidate("nvidia-smi", () -> nvidiaSmi)));

    @Test
    void theFirstThatIsThereIsTaken() {
        nvml = new Opening.Ready(FixedGpus.idle(1), "libnvidia-ml.so.1 is loaded");
        nvidiaSmi = new Opening.Ready(FixedGpus.idle(2), "nvidia-smi is on the PATH");
        GpuSample sample = source.sample();
        assertThat(sample.gpus()).hasSize(1);
        assertThat(sample.origin()).isEqualTo(new Origin("NVML", "libnvidia-ml.so.1 is loaded", null));
    }

    @Test
    void theReasonTellsWhyNoBetterOneWasTaken() {
        nvidiaSmi = new Opening.Ready(FixedGpus.idle(2), "nvidia-smi is on the PATH");
        assertThat(source.sample().origin())
                .isEqualTo(new Origin(
                        "nvidia-smi", "libnvidia-ml.so.1 cannot be loaded; nvidia-smi is on the PATH", null));
    }

    @Test
    void aMachineWithNoneSaysSo() {
        GpuSample sample = source.sample();
        assertThat(sample.problem()).isEqualTo("nvidia-smi is not installed");
        assertThat(sample.origin())
                .isEqualTo(new Origin(
                        "none",
                        "libnvidia-ml.so.1 cannot be loaded; nvidia-smi is not installed",
                        "nvidia-smi is not installed"));
    }

    @Test
    void aSourceThatIsInstalledLaterIsFound() {
        nvidiaSmi = new Opening.Ready(FixedGpus.idle(2), "nvidia-smi is on the PATH");
        source.sample();
        nvml = new Opening.Ready(FixedGpus.idle(1), "libnvidia-ml.so.1 is loaded");
        for (int i = 1; i < ChosenGpuSource.SAMPLES_BETWEEN_LOOKS; i++) {
            assertThat(source.sample().origin().source()).isEqualTo("nvidia-smi");
        }
        assertThat(source.sample().origin().source()).isEqualTo("NVML");
        assertThat(lookedForNvml).isEqualTo(2);
    }

    @Test
    void theBestIsNeverLookedForAgain() {
        nvml = new Opening.Ready(FixedGpus.idle(1), "libnvidia-ml.so.1 is loaded");
        for (int i = 0; i < 3 * ChosenGpuSource.SAMPLES_BETWEEN_LOOKS; i++) {
            source.sample();
        }
        assertThat(lookedForNvml).isEqualTo(1);
    }

    @Test
    void theLastErrorStaysWhenAllIsWellAgain() {
        FixedGpus gpus = FixedGpus.none("NVML: Driver Not Loaded");
        nvml = new Opening.Ready(gpus, "libnvidia-ml.so.1 is loaded");
        source.sample();
        gpus.set(FixedGpus.idle(1).sample());
        GpuSample sample = source.sample();
        assertThat(sample.problem()).isNull();
        assertThat(sample.origin().lastError()).isEqualTo("NVML: Driver Not Loaded");
    }
}
