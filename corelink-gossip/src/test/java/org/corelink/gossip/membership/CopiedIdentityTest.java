package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.Condition;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation.Charge;
import org.junit.jupiter.api.Test;

/** Two machines run under one id, since the disk of the one was copied to the other. */
class CopiedIdentityTest {
    private final Peer other = new Peer("other", 1);
    private final Peer earlier = new Peer("twin", 2);
    private final Peer later = new Peer("twin", 3);

    CopiedIdentityTest() {
        later.incarnation = earlier.incarnation + 60_000;
    }

    @Test
    void othersShowTheOneThatStartedLaterAndItsRowNeverFlips() {
        Stage stage = Stage.with(Format.OPEN, other, earlier);
        stage.hear(later.heartbeat(), later);
        assertThat(stage.happened()).containsExactly("Restarted");
        stage.forgetting();
        for (int second = 0; second < 300; second++) {
            stage.pass(500, other, later);
            stage.told(earlier.beat(), earlier);
            stage.pass(500, other, later);
            assertThat(stage.hear(earlier.heartbeat(), earlier))
                    .isEqualTo(new Verdict.Rejected(RejectReason.NOT_NEWER));
        }

        assertThat(stage.events).isEmpty();
        assertThat(stage.member(later).address()).isEqualTo(later.address);
        assertThat(stage.stateOf(later)).isEqualTo(MemberState.ONLINE);
    }

    @Test
    void goodbyeOfTheEarlierDoesNotEndTheLater() {
        Stage stage = Stage.with(Format.OPEN, other, later);
        stage.hear(earlier.leave(), earlier);

        assertThat(stage.stateOf(later)).isEqualTo(MemberState.ONLINE);
    }

    @Test
    void earlierIsShownOnceTheLaterIsRemoved() {
        Stage stage = Stage.with(Format.OPEN, other, earlier);
        stage.hear(later.heartbeat(), later);
        for (int second = 0; second < 61; second++) {
            stage.pass(1_000, other);
            stage.hear(earlier.heartbeat(), earlier);
        }

        assertThat(stage.stateOf(earlier)).isEqualTo(MemberState.ONLINE);
        assertThat(stage.member(earlier).address()).isEqualTo(earlier.address);
    }

    @Test
    void copySaysSoAndTakesTheDeathOfTheLaterForNoneOfItsOwn() {
        Stage stage = Stage.with(Format.OPEN, other);
        Peer copy = new Peer(Stage.SELF.value(), 9);
        copy.incarnation = Stage.INCARNATION + 60_000;
        stage.hear(copy.heartbeat(), copy);
        Evidence closed = new Evidence(Evidence.Kind.PORT_CLOSED, 0, 2);

        assertThat(stage.hear(other.accuses(Stage.SELF, copy.incarnation, Charge.DOWN, closed), other))
                .isEqualTo(new Verdict.Rejected(RejectReason.DISPROVED));
        stage.tick();
        assertThat(stage.membership.origin().incarnation()).hasValue(Stage.INCARNATION);
        assertThat(stage.membership.conditions()).containsExactly(Condition.ID_COPIED);
    }

    /** Others reject its questions, as an earlier run's: that they answer none says nothing. */
    @Test
    void earlierHoldsNobodyForDownThatDoesNotAnswerIt() {
        Stage stage = Stage.with(Format.OPEN, other);
        copy(stage, 1_000);
        stage.forgetting().pass(15_000);

        assertThat(stage.happened()).isEmpty();
        assertThat(stage.stateOf(other)).isEqualTo(MemberState.ONLINE);
        stage.pass(6_000);
        assertThat(stage.happened()).containsExactly("WentStale");
    }

    @Test
    void laterGoesOnToAsk() {
        Stage stage = Stage.with(Format.OPEN, other);
        copy(stage, -1_000);
        stage.forgetting().pass(10_000);

        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
    }

    @Test
    void earlierAsksAgainOnceTheLaterIsGone() {
        Stage stage = Stage.with(Format.OPEN, other);
        copy(stage, 1_000);
        for (int second = 0; second < 60; second++) {
            stage.pass(1_000, other);
            stage.hear(other.heartbeat(), other);
        }
        stage.forgetting().pass(10_000);

        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
    }

    private void copy(Stage stage, long laterMillis) {
        Peer copy = new Peer(Stage.SELF.value(), 9);
        copy.incarnation = Stage.INCARNATION + laterMillis;
        stage.pass(2_500, other);
        stage.hear(copy.heartbeat(), copy);
    }
}
