package org.corelink.host.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaTest {
    private final Quota quota = new Quota();

    @Test
    void machineHasSoManyWithinAnHourAndAnotherIsNotConcerned() {
        for (int i = 0; i < Quota.CERTIFICATES; i++) {
            assertThat(quota.take("beta", i)).isTrue();
        }
        assertThat(quota.take("beta", Quota.WITHIN.toNanos())).isFalse();
        assertThat(quota.take("gamma", Quota.WITHIN.toNanos())).isTrue();
    }

    @Test
    void hourGoesWithTheTime() {
        for (int i = 0; i < Quota.CERTIFICATES; i++) {
            quota.take("beta", i);
        }
        assertThat(quota.take("beta", Quota.WITHIN.toNanos() + 1))
                .as("the first one is over")
                .isTrue();
        assertThat(quota.take("beta", Quota.WITHIN.toNanos() + 1)).isFalse();
    }
}
