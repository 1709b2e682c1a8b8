package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenEncoderTest {
    private static final String NAME = "n".repeat(NodeId.MAX_LENGTH);
    private static final OpenEncoder ENCODER = new OpenEncoder(NAME);
    private static final Origin RUN =
            Origin.of(new NodeId("5fa1c3d2e4b60798"), WireFormat.MAX_INTEGER, WireFormat.MAX_BOOT);
    private static final Hearing WIDE = new Hearing(1, Payload.of(new byte[Hearing.MAX_NODES / 8]));

    @Test
    void heartbeatTellsWhomItsSenderHearsWhereThatFits() {
        assertThat(OpenMessages.decoded(ENCODER.encode(heartbeat(200)))).contains(heartbeat(200));
    }

    @Test
    void heartbeatThatWouldBeTooLongDoesNotTellWhomItsSenderHears() {
        Heartbeat full = heartbeat(Payload.MAX_BYTES);

        assertThat(OpenMessages.decoded(ENCODER.encode(full))).contains(full.withoutHearing());
    }

    @Test
    void answerThatWouldBeTooLongDoesNotTellWhomItsSenderHears() {
        Heartbeat full = heartbeat(Payload.MAX_BYTES);

        assertThat(OpenMessages.decoded(ENCODER.encode(new DigestResponse(full, true))))
                .contains(new DigestResponse(full.withoutHearing(), true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneByteDecidesWhetherWhomASenderHearsFits(int beyond) {
        int around = ENCODER.encode(heartbeat(300)).length - 300;
        Heartbeat heartbeat = heartbeat(WireFormat.MAX_DATAGRAM_BYTES - around + beyond);

        assertThat(OpenMessages.decoded(ENCODER.encode(heartbeat)))
                .contains(beyond == 0 ? heartbeat : heartbeat.withoutHearing());
    }

    private static Heartbeat heartbeat(int payloadLength) {
        int rest = payloadLength - "{'a':['','','']}".length();
        String json = "{'a':['%s','%s','%s']}"
                .formatted("x".repeat(rest / 3), "y".repeat(rest / 3), "z".repeat(rest - rest / 3 * 2))
                .replace('\'', '"');
        return new Heartbeat(RUN, NAME, 1, 1.5, Payload.of(json.getBytes(UTF_8)), 0, Optional.of(WIDE));
    }

    @Test
    void equalDigestRequestsAreEqualBytes() {
        Map<String, Long> known = Map.of("zebra", 7L, "gpunode-017", 17L, "b", 2L, "nas", 3L, "a", 1L, "storage", 5L);

        byte[] encoded = ENCODER.encode(new DigestRequest(RUN, NAME, "target", known));

        assertThat(new String(encoded, UTF_8))
                .contains("\"digest\":{\"a\":1,\"b\":2,\"gpunode-017\":17,\"nas\":3,\"storage\":5,\"zebra\":7}");
    }

    @ParameterizedTest
    @MethodSource("messagesOfTheSealedFormat")
    void messageOfTheSealedFormatIsRefused(Message message) {
        assertThatThrownBy(() -> ENCODER.encode(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sealed");
    }

    static Stream<Message> messagesOfTheSealedFormat() {
        Heartbeat state = heartbeat(20);
        return Stream.of(
                new Hello(RUN, state, 1, 2),
                new HelloAck(RUN, state, 2),
                new Inventory(RUN, NAME, 1, Payload.NONE),
                new InventoryRequest(RUN),
                new BucketDigest(RUN, Collections.nCopies(BucketDigest.BUCKETS, 0)),
                new Pull(RUN, 1),
                new KeyNotice(RUN, 1));
    }
}
