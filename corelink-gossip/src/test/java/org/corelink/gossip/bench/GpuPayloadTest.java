package org.corelink.gossip.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.wire.OpenPayload;
import org.junit.jupiter.api.Test;

class GpuPayloadTest {
    @Property(tries = 200)
    void openJsonMayAlwaysBePublished(@ForAll @IntRange(max = 16) int gpus, @ForAll int seed) {
        String longest = "n".repeat(NodeId.MAX_LENGTH);
        GpuPayload payload = new GpuPayload("node-" + seed, gpus);
        for (int step = 0; step < 10; step++) {
            Payload open = Payload.of(payload.openJson());
            assertThatCode(() -> OpenPayload.check(longest, open)).doesNotThrowAnyException();
            payload.next();
        }
    }

    @Property(tries = 200)
    void readingTakesSixBytesAGpuAndInventorySome60(@ForAll @IntRange(max = 16) int gpus, @ForAll int seed) {
        GpuPayload payload = new GpuPayload("node-" + seed, gpus);

        assertThat(payload.reading()).hasSize(6 * gpus);
        assertThat(payload.inventory().length).isBetween(1 + 45 * gpus, 1 + 70 * gpus);
        assertThat(payload.inventory().length).isLessThanOrEqualTo(Publication.MAX_INVENTORY_BYTES);
    }

    @Test
    void eightGpusAreToldWithAllTheirReadings() {
        String json = new String(new GpuPayload("gpu-1", 8).openJson(), US_ASCII);

        assertThat(json).containsPattern("\"id\":7,\"model\":\"[^\"]+\",\"limit\":\"\\d\\.0 x 16\"}");
        for (String changing : List.of("util", "mem", "temp", "power")) {
            assertThat(json).containsPattern("\"" + changing + "\":\\[(\\d+,){7}\\d+]");
        }
        for (String alike : List.of("memall", "cap", "fan", "sm", "memclk")) {
            assertThat(json).containsPattern("\"" + alike + "\":\\[\\d+]");
        }
    }

    @Test
    void readingChangesWithTimeAndInventoryDoesNot() {
        GpuPayload payload = new GpuPayload("gpu-1", 8);
        byte[] inventory = payload.inventory();
        byte[] reading = payload.reading();
        byte[] open = payload.openJson();

        payload.next();

        assertThat(payload.inventory()).isEqualTo(inventory);
        assertThat(payload.reading()).isNotEqualTo(reading);
        assertThat(payload.openJson()).isNotEqualTo(open);
    }

    @Test
    void sameNameGivesTheSameMachine() {
        GpuPayload one = new GpuPayload("gpu-1", 8);
        GpuPayload same = new GpuPayload("gpu-1", 8);
        one.next();
        same.next();

        assertThat(one.openJson()).isEqualTo(same.openJson());
        assertThat(one.openJson()).isNotEqualTo(new GpuPayload("gpu-2", 8).openJson());
    }
}
