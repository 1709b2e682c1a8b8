package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttentionTest {
    /** The base of the nanoseconds is any number. */
    private static final long START = Long.MAX_VALUE - 5;

    private static long at(int seconds) {
        return START + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void nobodyHasLookedAtFirst() {
        assertThat(new Attention(START).isPaid(at(0))).isFalse();
    }

    @Test
    void aLookLastsUntilThePageWouldHaveAskedAgain() {
        Attention attention = new Attention(START);
        attention.look(at(0));
        assertThat(attention.isPaid(at(9))).isTrue();
        assertThat(attention.isPaid(at(11))).isFalse();
        attention.look(at(20));
        assertThat(attention.isPaid(at(29))).isTrue();
    }
}
