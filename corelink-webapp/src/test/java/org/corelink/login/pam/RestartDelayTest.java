package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    private final RestartDelay delay = new RestartDelay();

    private long secondsAfter(Duration life) {
        return delay.after(life).toSeconds();
    }

    @Test
    void firstEndCostsNothingAndEachFurtherOneTwiceAsMuchUpToAMinute() {
        assertThat(IntStream.range(0, 10).mapToLong(i -> secondsAfter(Duration.ofSeconds(1))))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void processThatHasProvenItselfStartsTheCountAnew() {
        IntStream.range(0, 5).forEach(i -> secondsAfter(Duration.ofSeconds(1)));
        assertThat(secondsAfter(RestartDelay.PROVEN)).isZero();
        assertThat(secondsAfter(Duration.ofSeconds(1))).isEqualTo(1);
    }
}
