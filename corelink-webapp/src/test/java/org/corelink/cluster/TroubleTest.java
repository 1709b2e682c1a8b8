package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleTest {
    private static Row row(int celsius, @Nullable Integer slowdown, Set<ThrottleReason> reasons) {
        Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
        values.put(GpuQuantity.TEMPERATURE, celsius);
        if (slowdown != null) {
            values.put(GpuQuantity.SLOWDOWN_TEMPERATURE, slowdown);
        }
        Gpu gpu = new Gpu(0, "H100", PcieLink.UNKNOWN, new GpuReading(values, reasons, null));
        return Row.of(Views.with(Views.node("a"), List.of(gpu), null))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"84, , false", "85, , true", "85, 93, false", "90, 93, true", "70, 72, true"})
    void hotIsCloseToTheTemperatureAtWhichTheCardSlowsDown(int celsius, Integer slowdown, boolean hot) {
        assertThat(Trouble.of(row(celsius, slowdown, Set.of())).stream().toList())
                .isEqualTo(hot ? List.of(Trouble.HOT) : List.of());
    }

    @Test
    void powerLimitAndIdlenessAreNoTroubleButHeatAndPowerSupplyAre() {
        assertThat(Trouble.of(row(50, null, Set.of(ThrottleReason.IDLE, ThrottleReason.POWER_CAP))))
                .isEmpty();
        assertThat(Trouble.of(row(50, null, Set.of(ThrottleReason.SOFTWARE_THERMAL))))
                .contains(Trouble.HOT);
        assertThat(Trouble.of(row(50, null, Set.of(ThrottleReason.POWER_BRAKE))))
                .contains(Trouble.THROTTLED);
    }

    @Test
    void brokenIsTheGpuThatFailsOrAllWhereOneIsMissing() {
        Gpu well = Views.node("x", 1).state().gpus().getFirst();
        Gpu lost = new Gpu(well.inventory().withIndex(1), GpuReading.UNKNOWN, GpuCondition.ofFault("GPU is lost"));
        assertThat(Row.of(Views.with(Views.node("x"), List.of(well, lost), "GPU 1 is lost"))
                        .map(Trouble::of)
                        .map(trouble -> trouble.map(Trouble::word).orElse("none")))
                .containsExactly("none", "broken");
        assertThat(Row.of(Views.with(Views.node("x"), List.of(well), "GPU 1 is missing"))
                        .map(Trouble::of))
                .allMatch(trouble -> trouble.filter(Trouble.BROKEN::equals).isPresent());
        assertThat(Row.of(Views.node("x")).map(Trouble::of))
                .allMatch(trouble -> trouble.filter(Trouble.BROKEN::equals).isPresent());
    }

    @Test
    void aMachineThatHasNoCardIsWellWhateverItsDriver() {
        NodeView without = Views.with(Views.node("x"), List.of(), GpuSample.NO_DEVICE);
        assertThat(Row.of(without).map(Trouble::severity)).containsExactly(0);
        assertThat(without.isInTrouble()).isFalse();
        Gpu silent = Views.node("x", 1).state().gpus().getFirst().withoutReading();
        NodeView gone = Views.with(Views.node("x"), List.of(silent), GpuSample.NO_DEVICE);
        assertThat(Row.of(gone).map(Trouble::severity)).as("it had one").containsExactly(4);
        assertThat(gone.isInTrouble()).isTrue();
    }

    @Test
    void machinesThatAreGoneComeBeforeAllOthersAndThoseThatLeftAreWell() {
        assertThat(Stream.of(MemberState.DOWN, MemberState.STALE, MemberState.SUSPECT, MemberState.LEFT)
                        .map(state -> Views.with(Views.node("a", 1), state, ""))
                        .flatMap(Row::of)
                        .map(Trouble::severity))
                .containsExactly(7, 6, 5, 0);
        assertThat(Trouble.severity(row(99, null, Set.of()))).isBetween(1, 4);
    }
}
