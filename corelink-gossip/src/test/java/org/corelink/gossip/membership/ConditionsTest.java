package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.wire.Heartbeat;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private final Peer peer = new Peer("l", 1);

    @Test
    void nodeThatHearsNobodyForTheStaleTimeIsAloneUntilItDoes() {
        Stage stage = Stage.with(Format.OPEN);
        stage.pass(19_999);
        assertThat(stage.membership.conditions()).isEmpty();
        stage.pass(1);
        assertThat(stage.membership.conditions()).containsExactly(Condition.ALONE);

        stage.hear(peer.heartbeat(), peer);
        stage.tick();
        assertThat(stage.membership.conditions()).isEmpty();
    }

    @Test
    void nodeThatFindsItselfAloneSpeaksAtOnceByUnicastToo() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.hear(peer.leave(), peer);
        stage.pass(19_990);
        stage.forgetting().pass(1_010);

        assertThat(stage.sentTo(peer, Heartbeat.class)).isNotEmpty();
    }

    @Test
    void whatIsRejectedIsNotHeard() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Heartbeat old = peer.heartbeat();
        stage.hear(old, peer);
        for (int second = 0; second < 20; second++) {
            stage.pass(1_000);
            stage.hear(old, peer);
        }
        stage.tick();

        assertThat(stage.membership.conditions()).containsExactly(Condition.ALONE);
    }

    @Test
    void unicastWithoutMulticastForFifteenSecondsIsSaidAndEndsWithTheFirstMulticast() {
        Stage stage = Stage.with(Format.OPEN, peer);
        unicastOnly(stage, 14_000);
        assertThat(stage.membership.conditions()).isEmpty();
        unicastOnly(stage, 1_000);
        assertThat(stage.membership.conditions()).containsExactly(Condition.MULTICAST_SILENT);
        stage.forgetting();
        unicastOnly(stage, 7_000);
        assertThat(stage.sentTo(peer, Heartbeat.class))
                .as("known addresses are reached by unicast")
                .isNotEmpty();

        stage.hear(peer.heartbeat(), peer);
        stage.tick();
        assertThat(stage.membership.conditions()).isEmpty();
        stage.forgetting();
        unicastOnly(stage, 7_000);
        assertThat(stage.sentTo(peer, Heartbeat.class)).isEmpty();
    }

    @Test
    void whatIsOverheardForAnotherFormatIsHeard() {
        Stage stage = Stage.with(Format.OPEN);
        for (int second = 0; second < 30; second++) {
            stage.pass(1_000);
            stage.membership.overhear(true, stage.now());
        }
        stage.tick();

        assertThat(stage.membership.conditions()).isEmpty();
        assertThat(stage.membership.members()).isEmpty();
    }

    private void unicastOnly(Stage stage, long millis) {
        for (long passed = 0; passed < millis; passed += 500) {
            stage.pass(500);
            stage.told(peer.heartbeat(), peer);
        }
        stage.tick();
    }

    @Test
    void anotherMachineUnderTheOwnIdIsSaidForAMinuteAfterItsLastWord() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Peer copy = new Peer(Stage.SELF.value(), 9);
        stage.pass(2_000, peer);
        stage.hear(copy.heartbeat(), copy);
        stage.tick();
        assertThat(stage.membership.conditions()).containsExactly(Condition.ID_COPIED);

        stage.pass(59_900, peer);
        assertThat(stage.membership.conditions()).containsExactly(Condition.ID_COPIED);
        stage.pass(100, peer);
        assertThat(stage.membership.conditions()).isEmpty();
    }

    @Test
    void lateWordOfTheOwnFormerRunIsNoCopy() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Peer former = new Peer(Stage.SELF.value(), 9);
        former.incarnation = Stage.INCARNATION - 1;
        stage.pass(1_999, peer);
        stage.hear(former.heartbeat(), former);
        stage.tick();
        assertThat(stage.membership.conditions()).isEmpty();

        stage.pass(1, peer);
        stage.hear(former.heartbeat(), former);
        stage.tick();
        assertThat(stage.membership.conditions()).containsExactly(Condition.ID_COPIED);
    }

    @Test
    void keyThatIsNotHeldIsSaidForTwoMinutesOrUntilKeysCome() {
        Stage stage = Stage.with(Format.SEALED, peer);
        stage.membership.onUnknownEpoch(stage.now());
        stage.pass(119_900, peer);
        assertThat(stage.membership.conditions()).containsExactly(Condition.UNKNOWN_KEY);
        stage.pass(100, peer);
        assertThat(stage.membership.conditions()).isEmpty();

        stage.membership.onUnknownEpoch(stage.now());
        stage.tick();
        assertThat(stage.membership.conditions()).containsExactly(Condition.UNKNOWN_KEY);
        stage.membership.keysChanged();
        stage.tick();
        assertThat(stage.membership.conditions()).isEmpty();
    }

    @Test
    void timeThatWasMissedIsNoSilence() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(6_000, peer);
        stage.freeze(100_000);
        stage.pass(10_000);

        assertThat(stage.membership.conditions()).isEmpty();
    }

    @Test
    void announcerHearsNobodyAndIsNotAlone() {
        Stage stage = new Stage(Format.OPEN, Stage.config().withListening(false));
        stage.pass(100_000);

        assertThat(stage.membership.conditions()).isEmpty();
    }
}
