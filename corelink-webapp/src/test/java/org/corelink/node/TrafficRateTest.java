package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficRateTest {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TrafficRate rate = new TrafficRate(bytes::get, nanos::get);

    private double after(Duration time, long more) {
        nanos.addAndGet(time.toNanos());
        bytes.addAndGet(more);
        return rate.getAsDouble();
    }

    @Test
    void firstLookKnowsNoRate() {
        assertThat(rate.getAsDouble()).isZero();
    }

    @Test
    void rateIsTheMeanOverTenSeconds() {
        rate.getAsDouble();
        assertThat(after(Duration.ofSeconds(1), 1_250)).isEqualTo(10.0);
        for (int i = 0; i < 9; i++) {
            after(Duration.ofSeconds(1), 0);
        }
        assertThat(after(Duration.ZERO, 0)).isEqualTo(1.0);
        assertThat(after(Duration.ofSeconds(1), 0)).isZero();
    }
}
