package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplyLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final ReplyLimiter<String> limiter = ReplyLimiter.ofAnswers();

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

    @Test
    void greetingsOfOneNewcomerAreGrantedAtOnceAndNoMoreInThatSecond() {
        ReplyLimiter<String> greetings = ReplyLimiter.ofGreetings();

        assertThat(IntStream.range(0, 100).filter(i -> greetings.grants("a", i)))
                .hasSize(12);
        assertThat(greetings.grants("b", 100)).isTrue();
        assertThat(greetings.grants("a", SECOND - 1)).isFalse();
        assertThat(greetings.grants("a", SECOND)).isTrue();
    }

    @Test
    void whatOneAddresseeUsesIsCountedForAll() {
        ReplyLimiter<String> two = new ReplyLimiter<>(2, 3);
        two.grants("a", 0);
        two.grants("a", 1);
        two.grants("b", 2);

        assertThat(two.grants("c", 3)).isFalse();
        assertThat(two.grants("c", SECOND)).as("the share of a is over").isTrue();
        assertThat(two.grants("d", SECOND)).isTrue();
        assertThat(two.grants("e", SECOND)).as("that of b is not").isFalse();
    }
}
