package org.corelink.login.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTimeTest {
    private final RefusalTime time = new RefusalTime();

    private void attempt(long millis) {
        time.onAttempt(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void refusalTakesTwoSecondsWhereAttemptsTakeLess() {
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(2));
        attempt(90);
        attempt(1_999);
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void slowAttemptMakesAllOthersWaitUntilItIsForgotten() {
        attempt(3_400);
        for (int i = 1; i < RefusalTime.REMEMBERED; i++) {
            attempt(5);
            assertThat(time.now()).isEqualTo(Duration.ofSeconds(4));
        }
        attempt(5);
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void attemptThatHungCountsForTenSecondsOnly() {
        attempt(30_000);
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(10));
    }
}
