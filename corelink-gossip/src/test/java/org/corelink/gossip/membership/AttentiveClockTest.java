package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttentiveClockTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void gapsOfUpToASecondCount() {
        AttentiveClock clock = new AttentiveClock(0);

        assertThat(clock.at(SECOND)).isEqualTo(SECOND);
        assertThat(clock.at(2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void longerGapsDoNotCountAtAll() {
        AttentiveClock clock = new AttentiveClock(0);
        clock.at(SECOND);

        assertThat(clock.at(2 * SECOND + 1)).isEqualTo(SECOND);
        assertThat(clock.at(3 * SECOND + 1)).isEqualTo(2 * SECOND);
        assertThat(clock.at(100 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void wrapOfTheClockIsNoGap() {
        AttentiveClock clock = new AttentiveClock(Long.MAX_VALUE);

        assertThat(clock.at(Long.MAX_VALUE + SECOND) - Long.MAX_VALUE).isEqualTo(SECOND);
    }
}
