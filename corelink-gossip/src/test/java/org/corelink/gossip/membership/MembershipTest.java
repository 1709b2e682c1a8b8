package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Format;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.InventoryRequest;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The node as a whole: what belongs to none of its parts. */
class MembershipTest {
    private final Peer peer = new Peer("l", 1);
    private final Peer second = new Peer("k", 2);

    @ParameterizedTest
    @EnumSource
    void ownWordIsAnEchoAndThatOfAnotherUnderTheOwnIdIsNot(Format format) {
        Stage stage = new Stage(format);
        stage.tick();
        Heartbeat own = stage.multicast(Heartbeat.class).getFirst();
        Peer copy = new Peer(Stage.SELF.value(), 9);

        assertThat(stage.hear(own, copy)).isEqualTo(Verdict.OWN_ECHO);
        assertThat(stage.hear(copy.heartbeat(), copy)).isEqualTo(new Verdict.Rejected(RejectReason.OWN_ID));
        assertThat(stage.hear(copy.beat(), copy)).isEqualTo(new Verdict.Rejected(RejectReason.OWN_ID));
        assertThat(stage.membership.members()).isEmpty();
    }

    @Test
    void beatsGoToTheGroupInTheFirstSecondAndThenToTheSuccessorsOnly() {
        Stage stage = new Stage(Format.OPEN);
        stage.join(peer);
        stage.pass(10_000, peer);

        assertThat(stage.multicast(Beat.class)).hasSize(4).containsOnly(new Beat(stage.membership.origin()));
        assertThat(stage.beatsTo(peer)).isBetween(25L, 26L);
    }

    @Test
    void firstBeatsToTheGroupComeOneARhythm() {
        Stage stage = new Stage(Format.OPEN);
        List<Long> times = new ArrayList<>();
        for (; stage.millis <= 3_000; stage.millis += 10) {
            stage.forgetting().tick();
            stage.multicast(Beat.class).forEach(_ -> times.add(stage.millis));
        }

        assertThat(times).containsExactly(0L, 400L, 800L, 1_200L);
    }

    @Test
    void goodbyeIsSaidToTheGroupAndToTheNeighbours() {
        Peer stranger = new Peer("0", 7);
        stranger.boot = 0;
        Stage stage = Stage.with(Format.OPEN, peer, second, stranger);
        stage.pass(250, peer, second);

        Leave leave = new Leave(stage.membership.origin());
        assertThat(stage.membership.leave())
                .containsExactlyInAnyOrder(
                        new Outbound.Multicast(leave),
                        new Outbound.Unicast(leave, peer.address),
                        new Outbound.Unicast(leave, second.address));
    }

    @Test
    void rotationOfAnotherIsAnEventAndTheOwnIsSaidToTheGroup() {
        Stage stage = Stage.with(Format.SEALED, peer);

        assertThat(stage.hear(new KeyNotice(peer.origin(), 9), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.events).containsExactly(new MembershipEvent.KeyRotated(peer.id, "l", 9));
        assertThat(stage.membership.keyNotice(10))
                .isEqualTo(new Outbound.Multicast(new KeyNotice(stage.membership.origin(), 10)));
    }

    @Test
    void updatesAreTakenFromMembersOnly() {
        Stage stage = Stage.with(Format.SEALED, peer);

        assertThat(stage.told(new Update(peer.origin(), List.of()), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.told(new Update(second.origin(), List.of()), second))
                .isEqualTo(new Verdict.Rejected(RejectReason.UNVERIFIED));
    }

    @Test
    void forgottenMemberIsGoneWithoutAWord() {
        Stage stage = Stage.with(Format.OPEN, peer, second);
        long revision = stage.membership.revision();
        stage.membership.forget(peer.id);
        assertThat(stage.membership.revision()).isEqualTo(revision + 1);
        stage.membership.forget(peer.id);

        assertThat(stage.membership.hasMember(peer.id)).isFalse();
        assertThat(stage.membership.hasMember(second.id)).isTrue();
        assertThat(stage.membership.revision()).isEqualTo(revision + 1);
        assertThat(stage.events).isEmpty();
        stage.pass(1_000, second);
        assertThat(stage.beatsTo(peer)).isZero();
    }

    @Test
    void listeningNodeHasNothingUrgentUntilSomebodyComes() {
        Stage stage = Stage.with(Format.OPEN);
        long now = stage.now().nanos();
        long regular = now + Timing.RHYTHM.toNanos();
        assertThat(stage.membership.nextDueNanos(now, regular)).isEqualTo(regular);

        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.membership.nextDueNanos(now, regular)).isBetween(now, now + 50 * Stage.MILLI);
    }

    @Test
    void listeningNodeIsWokenForARequestForItsInventory() {
        Stage stage = Stage.with(Format.SEALED, peer);
        stage.told(new InventoryRequest(peer.origin()), peer);
        long now = stage.now().nanos();

        assertThat(stage.membership.nextDueNanos(now, now + Timing.RHYTHM.toNanos()))
                .isEqualTo(now + 30 * Stage.MILLI);
    }

    @Test
    void openAndSealedNodesBothHoldAcrossAWrapOfTheClock() {
        for (Format format : Format.values()) {
            Stage stage = new Stage(format, Stage.config(), Stage.BEFORE_WRAP);
            stage.tick();
            stage.join(peer);
            stage.join(second);
            stage.forgetting().pass(30_000, peer, second);

            assertThat(stage.happened()).isEmpty();
            assertThat(stage.multicast(Heartbeat.class)).hasSizeBetween(5, 12);
            assertThat(stage.beatsTo(peer)).isBetween(74L, 76L);
        }
    }
}
