package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final SourceLimiter limiter = new SourceLimiter();

    @Test
    void oneAddressMaySendABurstAndThenItsRate() {
        assertThat(admitted(1, 0, 1_000)).isEqualTo(SourceLimiter.BURST);
        assertThat(admitted(1, SECOND, 1_000)).isEqualTo(SourceLimiter.PER_SECOND);
        assertThat(admitted(1, 1_000 * SECOND, 1_000)).isEqualTo(SourceLimiter.BURST);
    }

    @Test
    void otherAddressesHaveTheirOwnShare() {
        admitted(1, 0, 1_000);

        assertThat(admitted(2, 0, 10)).isEqualTo(10);
    }

    @Test
    void memoryIsBoundedAndMembersAreNotLockedOutByStrangers() {
        IntStream.range(0, 5_000).forEach(stranger -> limiter.admits(address(stranger), 0));

        assertThat(limiter.size()).isEqualTo(SourceLimiter.MAX_ADDRESSES);
        assertThat(admitted(9_999, 0, 1)).isEqualTo(1);
    }

    @Test
    void rateHoldsAcrossAWrapOfTheClock() {
        admitted(1, Long.MAX_VALUE, 1_000);

        assertThat(admitted(1, Long.MAX_VALUE + SECOND, 1_000)).isEqualTo(SourceLimiter.PER_SECOND);
    }

    private long admitted(int from, long nanos, int attempts) {
        return IntStream.range(0, attempts)
                .filter(_ -> limiter.admits(address(from), nanos))
                .count();
    }

    static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
