package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.Probe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sealed datagrams that a fuzzer without the key makes out of recorded ones, led by the branches that they reach.
 *
 * <p>The build fuzzes with the profile {@code full} only. Without it, the recorded datagrams alone are tried.
 */
class SealedFormatFuzzTest {
    private static final SealedNode SENDER = SealedNode.number(1);
    private static final byte[] INTRODUCTION = SENDER.settle();
    private static final List<byte[]> RECORDED = List.of(
            SENDER.beat(),
            SENDER.heartbeat(),
            SENDER.inventory(1),
            SENDER.seal(new Probe(SENDER.origin(), 5)),
            SENDER.leave());

    private static final SealedNode RECEIVER = acquainted();

    private static SealedNode acquainted() {
        SealedNode receiver = SealedNode.number(2);
        receiver.opens(INTRODUCTION);
        return receiver;
    }

    static Stream<byte[]> datagrams() {
        return RECORDED.stream();
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void recordedDatagramIsAccepted(byte[] datagram) {
        acquainted().opens(datagram);
    }

    @MethodSource("datagrams")
    @FuzzTest(maxDuration = "1m")
    void nothingButWhatTheSenderSealedIsAccepted(byte[] datagram) {
        if (RECEIVER.format.decode(datagram) instanceof Decoding.Decoded) {
            assertThat(RECORDED).anyMatch(recorded -> Arrays.equals(recorded, datagram));
        }
    }
}
