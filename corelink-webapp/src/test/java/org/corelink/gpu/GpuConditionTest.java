package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corelink.gpu.GpuCondition.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuConditionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        true  |                                  | WORKING |
        true  | Unknown Error                    | WORKING |
        true  | Unknown Error;GPU is lost        | LOST    | GPU is lost
        true  | GPU requires reset               | ERROR   | GPU requires reset
        false |                                  | UNKNOWN | the driver gives no readings
        false | Unknown Error;Corrupted infoROM  | ERROR   | Unknown Error
        false | [GPU is lost] reboot             | LOST    | GPU is lost
        """)
    void aCardIsAsItsReadingsAndFaultsSay(boolean hasReading, String faults, State state, String reason) {
        List<String> words = faults == null ? List.of() : List.of(faults.split(";", -1));
        assertThat(GpuCondition.of(hasReading, words)).isEqualTo(new GpuCondition(state, reason));
    }

    @Test
    void aCardThatIsBrokenFromTheStartHasNoName() {
        Gpu gpu = new KnownCards().broken(2, "00000000:41:00.0", "Unknown Error");
        assertThat(gpu.index()).isEqualTo(2);
        assertThat(gpu.model()).isEqualTo("unknown model");
        assertThat(gpu.inventory().identity().busId()).isEqualTo("00000000:41:00.0");
        assertThat(gpu.condition()).isEqualTo(new GpuCondition(State.ERROR, "Unknown Error"));
    }

    @Test
    void aBrokenCardIsKnownByItsPlaceEvenUnderAnotherNumber() {
        KnownCards cards = new KnownCards();
        GpuIdentity identity = new GpuIdentity("00000000:41:00.0", "GPU-1", null, null, null, null);
        GpuInventory inventory = new GpuInventory(
                1, "L4", identity, 24_576, PowerLimits.UNKNOWN, PcieLinks.UNKNOWN, MigPartition.UNKNOWN, null, null);
        cards.learn(List.of(new Gpu(inventory, GpuReading.UNKNOWN, GpuCondition.WORKING)));
        assertThat(cards.broken(0, "00000000:41:00.0", "GPU is lost").inventory())
                .isEqualTo(inventory.withIndex(0));
        assertThat(cards.broken(1, null, "GPU is lost").model()).isEqualTo("L4");
    }
}
