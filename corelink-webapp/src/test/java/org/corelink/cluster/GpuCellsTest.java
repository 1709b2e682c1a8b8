package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.ThrottleReason;
import org.junit.jupiter.api.Test;

class GpuCellsTest {
    private static final PcieLink IDLE = new PcieLink(1, 16);
    private static final PcieLink BEST = new PcieLink(4, 16);
    private static final PcieLink NARROW = new PcieLink(4, 4);

    private static Gpu on(PcieLinks links) {
        return new Gpu(0, "H100", PcieLink.UNKNOWN, GpuReading.UNKNOWN).withPcie(links);
    }

    private static Gpu reading(GpuReading reading) {
        return new Gpu(on(PcieLinks.UNKNOWN).inventory(), reading, GpuCondition.WORKING);
    }

    @Test
    void linkIsShownNowAndAtBest() {
        assertThat(GpuCells.pcie(on(new PcieLinks(IDLE, BEST, BEST, BEST)))).isEqualTo(Cell.of("1.0 x 16 / 4.0 x 16"));
        assertThat(GpuCells.pcie(on(new PcieLinks(PcieLink.UNKNOWN, PcieLink.UNKNOWN, PcieLink.UNKNOWN, BEST))))
                .isEqualTo(Cell.of("4.0 x 16"));
        assertThat(GpuCells.pcie(on(new PcieLinks(IDLE, PcieLink.UNKNOWN, PcieLink.UNKNOWN, PcieLink.UNKNOWN))))
                .isEqualTo(Cell.of("now 1.0 x 16"));
        assertThat(GpuCells.pcie(on(PcieLinks.UNKNOWN))).isEqualTo(Cell.UNKNOWN);
    }

    @Test
    void slotThatHoldsTheCardBackIsNamed() {
        Gpu gpu = on(new PcieLinks(NARROW, BEST, NARROW, NARROW));
        assertThat(GpuCells.pcie(gpu))
                .isEqualTo(Cell.of("4.0 x 4 / 4.0 x 4 – bottleneck")
                        .withHint("the card could do 4.0 x 16, its slot or a bridge cannot"));
        assertThat(GpuCells.pcieWords(gpu)).containsExactly("gen4", "x4", "bottleneck");
    }

    @Test
    void eachGenerationIsAsGoodAsTwiceTheLanes() {
        assertThat(GpuCells.pcieRank(on(new PcieLinks(IDLE, BEST, BEST, new PcieLink(4, 8)))))
                .isEqualTo(GpuCells.pcieRank(on(new PcieLinks(IDLE, BEST, BEST, new PcieLink(3, 16)))));
        assertThat(GpuCells.pcieRank(on(PcieLinks.UNKNOWN))).isNull();
    }

    @Test
    void throttlingIsToldInWordsAndNoneIsNotUnknown() {
        assertThat(GpuCells.throttle(
                        reading(new GpuReading(Map.of(), Set.of(ThrottleReason.POWER_CAP, ThrottleReason.IDLE), null))))
                .isEqualTo(Cell.of("idle, power limit"));
        assertThat(GpuCells.throttle(reading(new GpuReading(Map.of(), Set.of(), null))))
                .isEqualTo(Cell.of("none"));
        assertThat(GpuCells.throttle(reading(GpuReading.UNKNOWN))).isEqualTo(Cell.UNKNOWN);
    }

    @Test
    void errorsProcessesAndStatesAreUnknownUntilTheyAreTold() {
        GpuReading told = new GpuReading(
                Map.of(
                        GpuQuantity.UNCORRECTED_ERRORS, 0,
                        GpuQuantity.CORRECTED_ERRORS, 3,
                        GpuQuantity.PERFORMANCE_STATE, 2),
                null,
                List.of(new GpuProcess(
                        7, GpuProcess.Type.COMPUTE, null, new GpuProcess.Owner("anna", "python", null))));
        assertThat(GpuCells.errors(reading(told))).isEqualTo(Cell.of("0").withHint("3 corrected"));
        assertThat(GpuCells.processes(reading(told))).isEqualTo(Cell.of("1").withHint("anna"));
        assertThat(GpuCells.performanceState(reading(told))).isEqualTo(Cell.of("P2"));
        assertThat(List.of(
                        GpuCells.errors(reading(GpuReading.UNKNOWN)),
                        GpuCells.processes(reading(GpuReading.UNKNOWN)),
                        GpuCells.performanceState(reading(GpuReading.UNKNOWN)),
                        GpuCells.clocks(reading(GpuReading.UNKNOWN))))
                .containsOnly(Cell.UNKNOWN);
    }
}
