package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that does not run for a while, and clocks that jump. */
class PauseTest {
    private final Peer first = new Peer("l", 1);
    private final Peer second = new Peer("k", 2);

    @ParameterizedTest
    @ValueSource(longs = {800, 1_001, 3_000, 10_000, 100_000, 86_400_000})
    void observerThatPausedAccusesNobody(long millis) {
        Stage stage = Stage.with(Format.OPEN, first, second);
        stage.pass(3_000, first, second);
        stage.freeze(millis);
        stage.pass(1_000);
        stage.pass(5_000, first, second);

        assertThat(stage.multicast(Accusation.class)).isEmpty();
        assertThat(stage.happened()).isEmpty();
        assertThat(stage.stateOf(first)).isEqualTo(MemberState.ONLINE);
    }

    @Test
    void silenceGoesOnCountingAfterThePause() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(first.legacyHeartbeat(), first);
        stage.pass(10_000);
        stage.freeze(500_000);
        stage.pass(9_999);
        assertThat(stage.stateOf(first)).isEqualTo(MemberState.ONLINE);
        stage.pass(1);

        assertThat(stage.stateOf(first)).isEqualTo(MemberState.STALE);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, -3_600_000, 86_400_000, -86_400_000, -1_000_000})
    void wallClockThatJumpsChangesNothing(long stepMillis) {
        Stage stage = Stage.with(Format.OPEN, first, second);
        stage.pass(10_000, first, second);
        stage.clockStepMillis = stepMillis;
        first.epochSeconds += stepMillis / 1_000.0;
        stage.pass(30_000, first, second);
        assertThat(stage.happened()).isEmpty();
        assertThat(stage.multicast(Heartbeat.class)).hasSizeBetween(6, 12);

        stage.pass(4_200, second);
        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
    }
}
