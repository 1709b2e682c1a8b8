package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final SourceLimiter<InetAddress> limiter = new SourceLimiter<>();

    @Test
    void oneAddressMaySendABurstAndThenItsRate() {
        assertThat(admitted(1, 0, 1_000)).isEqualTo(SourceLimiter.BURST);
        assertThat(admitted(1, SECOND, 1_000)).isEqualTo(SourceLimiter.PER_SECOND);
        assertThat(admitted(1, 1_000 * SECOND, 1_000)).isEqualTo(SourceLimiter.BURST);
    }

    @Test
    void shareGrowsWithTheTimeAndNotBeyondABurst() {
        admitted(1, 0, 1_000);

        assertThat(admitted(1, SECOND / 50 - 1, 10)).isZero();
        assertThat(admitted(1, SECOND / 50, 10)).isEqualTo(1);
        assertThat(admitted(1, SECOND / 50 + 4 * SECOND, 1_000)).isEqualTo(SourceLimiter.BURST);
    }

    @Test
    void memberInTroubleIsNeverCutOff() {
        for (int tick = 0; tick < 10_000; tick++) {
            assertThat(limiter.admits(Peer.address(1), tick * SECOND / 40)).isTrue();
        }
    }

    @Test
    void otherAddressesHaveTheirOwnShare() {
        admitted(1, 0, 1_000);

        assertThat(admitted(2, 0, 10)).isEqualTo(10);
    }

    @Test
    void memoryIsBoundedAndMembersAreNotLockedOutByStrangers() {
        IntStream.range(0, 5_000).forEach(stranger -> limiter.admits(Peer.address(stranger), 0));

        assertThat(limiter.size()).isEqualTo(SourceLimiter.MAX_SOURCES);
        assertThat(admitted(9_999, 0, 1)).isEqualTo(1);
    }

    @Test
    void rateHoldsAcrossAWrapOfTheClock() {
        admitted(1, Long.MAX_VALUE, 1_000);

        assertThat(admitted(1, Long.MAX_VALUE + SECOND, 1_000)).isEqualTo(SourceLimiter.PER_SECOND);
    }

    private long admitted(int from, long nanos, int attempts) {
        return IntStream.range(0, attempts)
                .filter(_ -> limiter.admits(Peer.address(from), nanos))
                .count();
    }
}
