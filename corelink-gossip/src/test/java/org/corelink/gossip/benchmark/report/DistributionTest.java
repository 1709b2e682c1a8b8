package org.corelink.gossip.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private final Distribution tenths = Distribution.of(List.of(1.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9));

    @Test
    void medianIsReachedByHalfOfTheValues() {
        assertThat(tenths.quantile(0.5)).isEqualTo(0.5);
        assertThat(Distribution.of(List.of(3.0, 1.0, 2.0)).quantile(0.5)).isEqualTo(2.0);
    }

    @Test
    void lastIsTheGreatestAndMeanTheAverage() {
        assertThat(tenths.last()).isEqualTo(1.0);
        assertThat(tenths.mean()).isEqualTo(0.55);
    }

    @Test
    void nothingIsZero() {
        Distribution nothing = Distribution.of(List.of());

        assertThat(nothing.last()).isZero();
        assertThat(nothing.mean()).isZero();
    }
}
