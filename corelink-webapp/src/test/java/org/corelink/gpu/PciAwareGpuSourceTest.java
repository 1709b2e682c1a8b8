package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PciAwareGpuSourceTest {
    private static final GpuSample NO_DRIVER = GpuSample.none("nvidia-smi is not installed")
            .from(new GpuSample.Origin("none", "nvidia-smi is not installed", "nvidia-smi is not installed"));

    private final FixedGpus gpus = FixedGpus.none("");
    private boolean isWithoutDevice = true;
    private int looks;

    private final PciAwareGpuSource source = new PciAwareGpuSource(gpus, () -> {
        looks++;
        return isWithoutDevice;
    });

    @Test
    void aMachineWithoutACardSaysSoAndStillTellsWhoWasAsked() {
        gpus.set(NO_DRIVER);
        GpuSample sample = source.sample();
        assertThat(sample.gpus()).isEmpty();
        assertThat(sample.problem()).isEqualTo("no NVIDIA device on the PCI bus");
        assertThat(sample.origin()).isEqualTo(NO_DRIVER.origin());
    }

    @Test
    void whereThereIsACardTheDriverIsToBlame() {
        isWithoutDevice = false;
        gpus.set(NO_DRIVER);
        assertThat(source.sample()).isEqualTo(NO_DRIVER);
    }

    @Test
    void cardsThatTheDriverListsNeedNoLookAtTheBus() {
        gpus.set(List.of(FixedGpus.card(0)));
        assertThat(source.sample().gpus()).hasSize(1);
        assertThat(source.sample().problem()).isNull();
        assertThat(looks).isZero();
    }

    @Test
    void aCardThatWasThereIsMissedWhereverItWent() {
        gpus.set(List.of(FixedGpus.card(0)));
        source.sample();
        gpus.set(NO_DRIVER);
        assertThat(source.sample()).isEqualTo(NO_DRIVER);
    }

    @Test
    void aCardThatComesLaterIsSeenOnTheBusAtTheNextLook() {
        gpus.set(NO_DRIVER);
        source.sample();
        isWithoutDevice = false;
        for (int i = 1; i < ChosenGpuSource.SAMPLES_BETWEEN_LOOKS; i++) {
            assertThat(source.sample().problem()).isEqualTo(GpuSample.NO_DEVICE);
        }
        assertThat(source.sample()).isEqualTo(NO_DRIVER);
        assertThat(looks).isEqualTo(2);
    }
}
