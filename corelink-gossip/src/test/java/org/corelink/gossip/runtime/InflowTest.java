package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.membership.Timing;
import org.junit.jupiter.api.Test;

class InflowTest {
    private static final long MILLI = 1_000_000;
    private static final long RHYTHM = Timing.RHYTHM.toNanos();

    private final Inflow inflow = new Inflow(0);

    @Test
    void fewDatagramsWaitForTheRhythm() {
        for (long now = RHYTHM; now < 100 * RHYTHM; now += RHYTHM) {
            inflow.add(Inflow.MANY - 1, now);

            assertThat(inflow.nextNanos(now + RHYTHM)).isEqualTo(now + RHYTHM);
        }
    }

    @Test
    void manyAreFetchedBeforeTheyFillTheBuffersOfTheKernel() {
        inflow.add(256, RHYTHM);

        assertThat(inflow.nextNanos(2 * RHYTHM)).isEqualTo(RHYTHM + RHYTHM * Inflow.FEW / 256);
        assertThat(inflow.nextNanos(RHYTHM + MILLI)).isEqualTo(RHYTHM + MILLI);
    }

    @Test
    void whileTwentyThousandComeInASecondAboutAsManyAsWantedWait() {
        long now = 0;
        long waiting = 256;
        for (int turn = 0; turn < 1_000; turn++) {
            inflow.add((int) waiting, now);
            long next = inflow.nextNanos(now + RHYTHM);
            waiting = (next - now) * 20_000 / 1_000_000_000;
            now = next;
        }

        assertThat(waiting).isBetween(Inflow.FEW / 2L, Inflow.FEW * 2L);
    }

    @Test
    void rhythmIsBackARhythmAfterTheFlood() {
        inflow.add(10_000, 0);
        inflow.add(0, RHYTHM / 2);
        assertThat(inflow.nextNanos(2 * RHYTHM)).isLessThan(RHYTHM);

        inflow.add(0, RHYTHM / 2 + RHYTHM);
        assertThat(inflow.nextNanos(2 * RHYTHM)).isEqualTo(2 * RHYTHM);
    }

    @Test
    void timesMayWrapAround() {
        Inflow late = new Inflow(Long.MAX_VALUE - RHYTHM);
        late.add(256, Long.MAX_VALUE);

        assertThat(late.nextNanos(Long.MAX_VALUE + RHYTHM)).isEqualTo(Long.MAX_VALUE + RHYTHM / 4);
    }
}
