package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalHealthTest {
    private static final long MILLI = 1_000_000;

    private final LocalHealth health = new LocalHealth(0);

    @ParameterizedTest(name = "a turn after {0} ms: {1} times as patient")
    @CsvSource({"250, 1", "750, 1", "751, 1.5", "60000, 1.5"})
    void lateTurnMakesPatient(long gapMillis, double patience) {
        health.turn(gapMillis * MILLI);

        assertThat(health.patience()).isEqualTo(patience);
    }

    @Test
    void patienceGrowsWithEachSignUpToThreefold() {
        for (double expected : new double[] {1.5, 2, 2.5, 3, 3, 3}) {
            health.suffer(0);
            assertThat(health.patience()).isEqualTo(expected);
        }
    }

    @Test
    void eachQuietRecoveryForgivesOneSign() {
        health.suffer(0);
        health.suffer(0);

        runTo(4_999);
        assertThat(health.patience()).isEqualTo(2);
        runTo(5_000);
        assertThat(health.patience()).isEqualTo(1.5);
        runTo(9_999);
        assertThat(health.patience()).isEqualTo(1.5);
        runTo(10_000);
        assertThat(health.patience()).isEqualTo(1);
        runTo(60_000);
        assertThat(health.patience()).isEqualTo(1);
    }

    @Test
    void newSignStartsTheRecoveryAgain() {
        health.suffer(0);
        runTo(4_000);
        health.suffer(4_000 * MILLI);

        runTo(8_999);
        assertThat(health.patience()).isEqualTo(2);
        runTo(9_000);
        assertThat(health.patience()).isEqualTo(1.5);
    }

    @Test
    void recoveryCrossesAWrapOfTheClock() {
        LocalHealth wrapping = new LocalHealth(Stage.BEFORE_WRAP);
        wrapping.suffer(Stage.BEFORE_WRAP);
        for (long millis = 0; millis <= 5_000; millis += 250) {
            wrapping.turn(Stage.BEFORE_WRAP + millis * MILLI);
        }

        assertThat(wrapping.patience()).isEqualTo(1);
    }

    private long lastMillis;

    private void runTo(long endMillis) {
        while (lastMillis < endMillis) {
            lastMillis = Math.min(endMillis, lastMillis + 250);
            health.turn(lastMillis * MILLI);
        }
    }
}
