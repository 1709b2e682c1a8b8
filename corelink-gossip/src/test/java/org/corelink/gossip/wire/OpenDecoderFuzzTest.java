package org.corelink.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Datagrams that a fuzzer makes out of the golden ones, led by the branches that they reach.
 *
 * <p>The build fuzzes with the profile {@code full} only. Without it, the golden datagrams alone are tried.
 */
class OpenDecoderFuzzTest {
    private static final OpenEncoder ENCODER = new OpenEncoder("fuzz");
    private static final DoubleComparator TO_THE_MILLISECOND = new DoubleComparator(0.000_6);

    static Stream<byte[]> datagrams() {
        return GoldenDatagrams.all();
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void goldenDatagramIsReadWithoutThrowingAndSurvivesTheWay(byte[] datagram) {
        assertIsReadWithoutThrowingAndSurvivesTheWay(datagram);
    }

    @DictionaryEntries(
            value = {
                "{}",
                "[]",
                "{",
                "}",
                "[",
                "]",
                ":{}",
                ":[]",
                ":null",
                ":0",
                ":-1",
                ":1e9",
                ":\"\"",
                ",\"a\":1",
                "\\u0000"
            })
    @MethodSource("datagrams")
    @FuzzTest(maxDuration = "1m")
    void anyDatagramIsReadWithoutThrowingAndSurvivesTheWay(byte[] datagram) {
        assertIsReadWithoutThrowingAndSurvivesTheWay(datagram);
    }

    private static void assertIsReadWithoutThrowingAndSurvivesTheWay(byte[] datagram) {
        if (OpenDecoder.decode(datagram) instanceof Decoding.Decoded(Message message)) {
            byte[] written = ENCODER.encode(message);
            // Foreign messages are never sent on, so that one may grow beyond the limit: 5 is written as 5.000.
            if (written.length <= WireFormat.MAX_DATAGRAM_BYTES) {
                Decoding again = OpenDecoder.decode(written);
                assertThat(again)
                        .usingRecursiveComparison()
                        .withComparatorForType(TO_THE_MILLISECOND, Double.class)
                        .isEqualTo(new Decoding.Decoded(message));
                assertThat(ENCODER.encode(((Decoding.Decoded) again).message())).isEqualTo(written);
            }
        }
    }
}
