package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    @ParameterizedTest(name = "{0} ms after the last push, changed = {1}: wait {2} ms")
    @CsvSource({
        "0, true, 250",
        "100, true, 150",
        "250, true, 0",
        "10000, true, 0",
        "0, false, 3000",
        "2999, false, 1",
        "3000, false, 0"
    })
    void changesCoalesceAndSilenceTicks(long sinceMs, boolean changed, long waitMs) {
        long last = Long.MAX_VALUE - 1_000;
        long now = last + Duration.ofMillis(sinceMs).toNanos();
        assertThat(Pacing.waitNanos(last, changed, now))
                .isEqualTo(Duration.ofMillis(waitMs).toNanos());
    }

    @ParameterizedTest(name = "{0} ms after the last strip, urgent = {1}: due = {2}")
    @CsvSource({"0, false, false", "2999, false, false", "3000, false, true", "0, true, true"})
    void stripGoesEveryThreeSecondsOrWhenMachinesCountOtherwise(long sinceMs, boolean urgent, boolean due) {
        long last = Long.MAX_VALUE - 1_000;
        long now = last + Duration.ofMillis(sinceMs).toNanos();
        assertThat(Pacing.isStripDue(last, urgent, now)).isEqualTo(due);
    }
}
