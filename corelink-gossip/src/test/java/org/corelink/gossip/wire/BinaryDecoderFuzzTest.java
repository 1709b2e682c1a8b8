package org.corelink.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plaintexts of the sealed format that a fuzzer makes out of the golden ones, led by the branches that they reach.
 *
 * <p>The build fuzzes with the profile {@code full} only. Without it, the golden plaintexts alone are tried.
 */
class BinaryDecoderFuzzTest {
    private static final Origin ORIGIN = Origin.of(new NodeId("0123456789abcdef"), 7, 8);
    private static final long SEQUENCE = 42;

    static Stream<byte[]> plaintexts() {
        return GoldenDatagrams.plaintexts();
    }

    @ParameterizedTest
    @MethodSource("plaintexts")
    void goldenPlaintextIsAMessage(byte[] plaintext) {
        assertThat(BinaryDecoder.decode(plaintext, ORIGIN, SEQUENCE)).isInstanceOf(Decoding.Decoded.class);
        assertIsReadWithoutThrowingAndSpeltInOneWay(plaintext);
    }

    @MethodSource("plaintexts")
    @FuzzTest(maxDuration = "1m")
    void anyPlaintextIsReadWithoutThrowingAndSpeltInOneWay(byte[] plaintext) {
        assertIsReadWithoutThrowingAndSpeltInOneWay(plaintext);
    }

    private static void assertIsReadWithoutThrowingAndSpeltInOneWay(byte[] plaintext) {
        if (BinaryDecoder.decode(plaintext, ORIGIN, SEQUENCE) instanceof Decoding.Decoded(Message message)) {
            assertThat(BinaryEncoder.encode(message)).isEqualTo(plaintext);
        }
    }
}
