package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplyLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final ReplyLimiter<String> limiter = new ReplyLimiter<>();

    @Test
    void eachAddresseeIsAnsweredOnceASecond() {
        assertThat(limiter.grants("a", 0)).isTrue();
        assertThat(limiter.grants("a", SECOND - 1)).isFalse();
        assertThat(limiter.grants("b", SECOND - 1)).isTrue();
        assertThat(limiter.grants("a", SECOND)).isTrue();
        assertThat(limiter.grants("a", 2 * SECOND - 1)).isFalse();
    }

    @Test
    void allTogetherAreAnsweredAsOftenAsAClusterHasNodes() {
        assertThat(IntStream.range(0, 1_000).filter(i -> limiter.grants("node-" + i, 0)))
                .hasSize(ReplyLimiter.MAX_ANSWERS);
        assertThat(limiter.grants("late", SECOND - 1)).isFalse();
        assertThat(limiter.grants("late", SECOND)).isTrue();
    }

    @Test
    void secondCrossesAWrapOfTheClock() {
        limiter.grants("a", Long.MAX_VALUE);

        assertThat(limiter.grants("a", Long.MAX_VALUE + SECOND - 1)).isFalse();
        assertThat(limiter.grants("a", Long.MAX_VALUE + SECOND)).isTrue();
    }
}
