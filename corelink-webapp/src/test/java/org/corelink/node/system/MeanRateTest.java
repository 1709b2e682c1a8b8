package org.corelink.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeanRateTest {
    private final MeanRate rate = new MeanRate();
    private long nanos = Long.MAX_VALUE - 5;
    private long count;

    private Double after(Duration time, long more) {
        nanos += time.toNanos();
        count += more;
        return rate.perSecond(nanos, count);
    }

    @Test
    void firstLookKnowsNoRate() {
        assertThat(after(Duration.ZERO, 7)).isNull();
        assertThat(after(Duration.ZERO, 7)).as("no time has passed").isNull();
    }

    @Test
    void rateIsTheMeanOverTenSeconds() {
        after(Duration.ZERO, 0);
        assertThat(after(Duration.ofSeconds(1), 1_250)).isEqualTo(1_250);
        for (int i = 0; i < 9; i++) {
            after(Duration.ofSeconds(1), 0);
        }
        assertThat(after(Duration.ZERO, 0)).isEqualTo(125);
        assertThat(after(Duration.ofSeconds(1), 0)).isZero();
    }

    @Test
    void looksThatAreFarApartAreComparedAllTheSame() {
        after(Duration.ZERO, 0);
        after(Duration.ofSeconds(30), 300);
        assertThat(after(Duration.ofSeconds(30), 600)).isEqualTo(20);
    }

    @Test
    void countThatGoesBackBeginsAnew() {
        after(Duration.ZERO, 1_000);
        assertThat(after(Duration.ofSeconds(1), -500)).isNull();
        assertThat(after(Duration.ofSeconds(1), 10)).isEqualTo(10);
    }
}
