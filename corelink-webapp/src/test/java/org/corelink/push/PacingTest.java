package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    private static final long LAST = Long.MAX_VALUE - 1_000;

    private static long after(long millis) {
        return LAST + Duration.ofMillis(millis).toNanos();
    }

    @ParameterizedTest(name = "{0} ms after the last push, changed = {1}: wait {2} ms")
    @CsvSource({
        "0, true, 200",
        "100, true, 100",
        "200, true, 0",
        "10000, true, 0",
        "0, false, 3000",
        "2999, false, 1",
        "3000, false, 0"
    })
    void changesCoalesceAndSilenceTicks(long sinceMs, boolean changed, long waitMs) {
        assertThat(Pacing.waitNanos(LAST, changed, 1, after(sinceMs)))
                .isEqualTo(Duration.ofMillis(waitMs).toNanos());
    }

    @ParameterizedTest(name = "{0} pages: every {1} ms")
    @CsvSource({"0, 200", "1, 200", "40, 200", "41, 205", "100, 500", "200, 1000", "1000, 1000"})
    void theMorePagesAreOpenTheMoreTravelsTogether(int pages, long everyMs) {
        assertThat(Pacing.interval(pages)).hasMillis(everyMs);
        assertThat(Pacing.waitNanos(LAST, true, pages, LAST))
                .isEqualTo(Duration.ofMillis(everyMs).toNanos());
    }

    @ParameterizedTest(name = "{0} ms after the last push and {1} ms after the last reading: wait {2} ms")
    @CsvSource({"0, 10, 190", "180, 190, 10", "190, 200, 0", "250, 60, 140", "500, 500, 0"})
    void gossipIsAskedToReadShortlyBeforeAPushIsDue(long sincePushMs, long sinceReadMs, long waitMs) {
        long now = after(500);
        long push = now - Duration.ofMillis(sincePushMs).toNanos();
        long read = now - Duration.ofMillis(sinceReadMs).toNanos();
        assertThat(Pacing.waitToReadNanos(push, read, 1, now))
                .isEqualTo(Duration.ofMillis(waitMs).toNanos());
    }

    @ParameterizedTest(name = "{0} pages")
    @ValueSource(ints = {0, 80, 200})
    void gossipReadsInItsOwnRhythmWhereNobodyWatchesOrTooManyDo(int pages) {
        assertThat(Pacing.waitToReadNanos(LAST, LAST, pages, after(500))).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "{0} ms after the last strip, urgent = {1}: due = {2}")
    @CsvSource({"0, false, false", "2999, false, false", "3000, false, true", "0, true, true"})
    void stripGoesEveryThreeSecondsOrWhenMachinesCountOtherwise(long sinceMs, boolean urgent, boolean due) {
        long last = Long.MAX_VALUE - 1_000;
        long now = last + Duration.ofMillis(sinceMs).toNanos();
        assertThat(Pacing.isStripDue(last, urgent, now)).isEqualTo(due);
    }
}
