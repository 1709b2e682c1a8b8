package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final byte[] BYTES = {'{', '}'};

    @Test
    void equalBytesAreEqualPayloads() {
        assertThat(Payload.of(BYTES))
                .isEqualTo(Payload.EMPTY)
                .hasSameHashCodeAs(Payload.EMPTY)
                .isNotEqualTo(Payload.NONE)
                .isNotEqualTo("{}")
                .hasToString("Payload[2 B]");
        assertThat(Payload.of(new byte[] {1}).hashCode()).isNotEqualTo(Payload.NONE.hashCode());
    }

    @Test
    void bytesOfTheCallerMayChange() {
        byte[] bytes = BYTES.clone();
        Payload payload = Payload.of(bytes);
        bytes[0] = 0;
        payload.toByteArray()[1] = 0;

        assertThat(payload.toByteArray()).isEqualTo(BYTES);
    }

    @Test
    void payloadOfAWholeDatagramIsTheLongest() {
        assertThat(Payload.of(new byte[Payload.MAX_RECEIVED_BYTES]).length()).isEqualTo(1_400);
        assertThatThrownBy(() -> Payload.of(new byte[Payload.MAX_RECEIVED_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1401 B");
    }

    @Test
    void publicationOfTheOpenFormatHasNothingSealed() {
        assertThat(Publication.open(Payload.EMPTY))
                .isEqualTo(new Publication(Payload.EMPTY, Payload.NONE, Payload.NONE));
    }

    @Test
    void sealedPartsOfAPublicationHaveALimitEach() {
        Payload longestInventory = Payload.of(new byte[Publication.MAX_INVENTORY_BYTES]);
        Payload longestReading = Payload.of(new byte[Publication.MAX_READING_BYTES]);
        Payload tooLongInventory = Payload.of(new byte[Publication.MAX_INVENTORY_BYTES + 1]);
        Payload tooLongReading = Payload.of(new byte[Publication.MAX_READING_BYTES + 1]);

        assertThat(new Publication(Payload.EMPTY, longestInventory, longestReading).reading())
                .isEqualTo(longestReading);
        assertThatThrownBy(() -> new Publication(Payload.EMPTY, tooLongInventory, Payload.NONE))
                .hasMessageContaining("inventory");
        assertThatThrownBy(() -> new Publication(Payload.EMPTY, Payload.NONE, tooLongReading))
                .hasMessageContaining("reading");
    }
}
