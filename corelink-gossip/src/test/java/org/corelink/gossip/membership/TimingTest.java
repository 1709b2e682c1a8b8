package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final long MAX = Long.MAX_VALUE;

    @Test
    void jitteredDelaysFillTheIntervalEvenly() {
        SplittableRandom random = new SplittableRandom(7);

        LongSummaryStatistics delays = LongStream.generate(
                        () -> Timing.jittered(Duration.ofSeconds(5), Duration.ofMillis(1_500), random))
                .limit(100_000)
                .summaryStatistics();

        assertThat(delays.getMin()).isBetween(3_500_000_000L, 3_510_000_000L);
        assertThat(delays.getMax()).isBetween(6_490_000_000L, 6_500_000_000L);
        assertThat(delays.getAverage()).isBetween(4.98e9, 5.02e9);
    }

    @Test
    void noJitterIsTheMeanItself() {
        assertThat(Timing.jittered(Duration.ofSeconds(5), Duration.ZERO, new SplittableRandom(1)))
                .isEqualTo(5_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"10, 9, false", "10, 10, true", "10, 11, true", "-5, -6, false", "-5, 5, true"})
    void dueMeansReached(long dueNanos, long nanos, boolean due) {
        assertThat(Timing.isDue(dueNanos, nanos)).isEqualTo(due);
    }

    @Test
    void spreadReachesFromNowToItsEnd() {
        SplittableRandom random = new SplittableRandom(7);
        LongSummaryStatistics delays = LongStream.generate(() -> Timing.within(Duration.ofNanos(3), random))
                .limit(1_000)
                .summaryStatistics();

        assertThat(delays.getMin()).isZero();
        assertThat(delays.getMax()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0} of the beats lost: {1} ms more")
    @CsvSource({"0, 0", "0.1, 0", "0.2, 750", "0.3, 1500", "0.5, 3000", "0.9, 3000", "1, 3000"})
    void verdictWaitsLongerInProportionToTheLoss(double loss, long millis) {
        assertThat(Timing.lossExtensionNanos(loss)).isCloseTo(millis * 1_000_000, within(1L));
    }

    @ParameterizedTest(name = "{0} of the beats lost: said {1} times")
    @CsvSource({"0, 6", "0.1, 8", "0.25, 10", "0.4, 12", "0.5, 14", "1, 14"})
    void verdictIsRepeatedMoreOftenWhereMoreIsLost(double loss, int repeats) {
        assertThat(Timing.verdictRepeats(loss)).isEqualTo(repeats);
    }

    @Test
    void timesOfTheProtocolFitTogether() {
        assertThat(Timing.PROBE_AFTER).isGreaterThan(Timing.BEAT.multipliedBy(3));
        assertThat(Timing.PROBE_AFTER.plus(Timing.PROBE_ROUND.multipliedBy(Timing.LEAST_ROUNDS)))
                .as("a silence watched from its start is long enough for the least rounds")
                .isLessThan(Timing.DOWN_AFTER);
        assertThat(Timing.SUSPECT_AFTER.plus(Timing.PROBE_ROUND))
                .as("the accused hears of the suspicion before the verdict")
                .isLessThan(Timing.DOWN_AFTER);
        assertThat(Timing.DOWN_AFTER).as("a pause of three seconds is none").isGreaterThan(Duration.ofSeconds(3));
        assertThat(Timing.PAUSE).isGreaterThan(LocalHealth.LATE).isGreaterThan(Timing.RHYTHM.multipliedBy(2));
        assertThat(Timing.START_HEARTBEAT).isGreaterThan(Timing.HEARTBEAT_GAP);
    }

    @Test
    void wrapOfTheClockIsCrossed() {
        assertThat(Timing.isDue(MAX, MAX + 1)).isTrue();
        assertThat(Timing.isDue(MAX + 1, MAX)).isFalse();
        assertThat(Timing.earlier(MAX + 1, MAX)).isEqualTo(MAX);
        assertThat(Timing.earlier(MAX, MAX + 1)).isEqualTo(MAX);
    }
}
