package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel of a member's machine says that nobody listens on its port. */
class RefusalTest {
    private final Peer peer = new Peer("n", 1);
    private final Peer stranger = new Peer("o", 2);

    @ParameterizedTest
    @EnumSource
    void firstRefusalIsAskedAboutByOneMoreBeat(Format format) {
        Stage stage = beating(format);
        stage.refused(peer);

        assertThat(stage.happened()).isEmpty();
        assertThat(stage.beatsTo(peer)).isEqualTo(1);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
    }

    @ParameterizedTest
    @EnumSource
    void secondRefusalIsTheVerdictAndIsToldSixTimes(Format format) {
        Stage stage = beating(format);
        stage.told(peer.beat(), peer);
        stage.millis += 298;
        stage.refused(peer);
        stage.millis += 2;
        stage.refused(peer);

        assertThat(stage.happened()).containsExactly("WentDown");
        assertThat(stage.member(peer).reason()).isEqualTo("its port is closed, said by this node");
        Accusation verdict = stage.multicast(Accusation.class).getFirst();
        assertThat(verdict.charge()).isEqualTo(Accusation.Charge.DOWN);
        assertThat(verdict.evidence()).isEqualTo(new Evidence(Evidence.Kind.PORT_CLOSED, 300, 2));
        stage.pass(3_000);
        assertThat(stage.multicast(Accusation.class)).hasSize(6).containsOnly(verdict);
    }

    @Test
    void signInBetweenIsARestartOrAForgery() {
        Stage stage = beating(Format.OPEN);
        stage.refused(peer);
        stage.millis += 10;
        stage.told(peer.beat(), peer);
        stage.millis += 10;
        stage.refused(peer);

        assertThat(stage.happened()).isEmpty();
        stage.millis += 10;
        stage.refused(peer);
        assertThat(stage.happened()).containsExactly("WentDown");
    }

    @Test
    void memberThatStartsAgainAfterOneRefusalIsNotHeldForDownAtTheNext() {
        Stage stage = beating(Format.OPEN);
        stage.refused(peer);
        peer.restart();
        stage.millis += 300;
        stage.hear(peer.heartbeat(), peer);
        stage.millis += 300;
        stage.refused(peer);

        assertThat(stage.happened()).containsExactly("Restarted");
    }

    @Test
    void refusalsThatAreThreeBeatsApartHaveNothingToDoWithEachOther() {
        Stage stage = beating(Format.OPEN);
        stage.refused(peer);
        stage.pass(1_500);
        stage.refused(peer);
        assertThat(stage.happened()).isEmpty();

        stage.pass(1_000);
        stage.refused(peer);
        assertThat(stage.happened()).containsExactly("WentDown");
    }

    @Test
    void refusalOfAnAddressThatNoBeatsGoToMeansNothing() {
        Stage stage = beating(Format.OPEN);
        stage.refused(stranger);
        stage.refused(stranger);

        assertThat(stage.events).isEmpty();
        assertThat(stage.outbound).isEmpty();
    }

    /** Multicast may be lost, so that only its beats are heard: they tell that it lives, and not what it is. */
    @ParameterizedTest
    @EnumSource
    void memberThatSpeaksFromElsewhereIsGreetedThereInsteadOfHeldForDown(Format format) {
        Stage stage = beating(format);
        stage.pass(1_500, peer); // The greetings of the first contact are over.
        InetAddress elsewhere = Peer.address(99);
        stage.membership.on(peer.beat(), false, elsewhere, stage.now());
        stage.refused(peer);
        stage.refused(peer);
        stage.pass(600);

        assertThat(stage.happened()).isEmpty();
        assertThat(stage.outbound)
                .filteredOn(sent -> sent instanceof Outbound.Unicast(Message _, var to) && to.equals(elsewhere))
                .isNotEmpty();
        stage.membership.on(peer.heartbeat(), false, elsewhere, stage.now());
        assertThat(stage.membership.beatTargets()).containsExactly(elsewhere);
    }

    /** Otherwise its new address would be greeted only when all tries at the former one are over. */
    @Test
    void greetingThatIsGoingOnFollowsTheMemberToItsNewAddress() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(200, peer);
        assertThat(stage.sentTo(peer, DigestResponse.class)).isNotEmpty();
        stage.forgetting();
        InetAddress elsewhere = Peer.address(99);
        stage.membership.on(peer.beat(), false, elsewhere, stage.now());
        stage.refused(peer);
        stage.pass(250);

        assertThat(stage.sentTo(peer, DigestResponse.class)).isEmpty();
        assertThat(stage.outbound)
                .filteredOn(sent -> sent instanceof Outbound.Unicast(DigestResponse _, var to) && to.equals(elsewhere))
                .hasSizeBetween(1, 2);
    }

    @Test
    void memberThatIsDownIsNotCondemnedAgain() {
        Stage stage = beating(Format.OPEN);
        for (int i = 0; i < 5; i++) {
            stage.refused(peer);
            stage.millis += 1;
            stage.tick();
        }

        assertThat(stage.happened()).containsExactly("WentDown");
    }

    @Test
    void refusalIsThatOfTheMemberWhoseAddressItComesFrom() {
        Peer other = new Peer("zz", 2);
        Stage stage = Stage.with(Format.OPEN, peer, other);
        stage.pass(750, peer, other);
        for (Peer refusing : List.of(other, peer)) {
            stage.forgetting().refused(refusing);
            stage.refused(refusing);

            assertThat(stage.happened()).containsExactly("WentDown");
            assertThat(stage.stateOf(refusing)).isEqualTo(MemberState.DOWN);
        }
    }

    @Test
    void beatsGoToTheSuccessorsAndTheirRefusalsAreListenedFor() {
        Stage stage = beating(Format.OPEN);
        assertThat(stage.membership.beatTargets()).containsExactly(peer.address);

        stage.refused(peer);
        stage.refused(peer);
        stage.tick();
        assertThat(stage.membership.beatTargets()).isEmpty();
    }

    /** Whoever follows the revision alone listens for the refusals of the same members as whoever asks each time. */
    @Test
    void eachChangeOfTheBeatTargetsShowsInTheirRevision() {
        Peer[] peers = new Peer[5];
        Arrays.setAll(peers, number -> new Peer("n" + number, number + 1));
        Stage stage = Stage.with(Format.OPEN, peers);
        stage.pass(750, peers);
        InetAddress elsewhere = Peer.address(99);
        Follower follower = new Follower(stage.membership);
        Peer first = peerAt(follower.targets.iterator().next(), peers);

        stage.refused(first);
        stage.refused(first);
        follower.look();
        assertThat(follower.targets).hasSize(Timing.WATCHERS - 1);
        stage.tick();
        follower.look();
        assertThat(follower.targets).hasSize(Timing.WATCHERS);
        Peer second = peerAt(follower.targets.iterator().next(), peers);
        stage.membership.on(second.heartbeat(), true, elsewhere, stage.now());
        follower.look();
        assertThat(follower.targets).contains(elsewhere);
        stage.membership.forget(second.id);
        follower.look();
        stage.tick();
        follower.look();
    }

    private static Peer peerAt(InetAddress address, Peer... peers) {
        return Arrays.stream(peers)
                .filter(peer -> peer.address.equals(address))
                .findFirst()
                .orElseThrow();
    }

    /** Asks for the targets only when their revision has grown. */
    private static final class Follower {
        private final Membership membership;
        private long revision;
        private Set<InetAddress> targets;

        Follower(Membership membership) {
            this.membership = membership;
            revision = membership.beatTargetsRevision();
            targets = membership.beatTargets();
        }

        void look() {
            if (membership.beatTargetsRevision() > revision) {
                revision = membership.beatTargetsRevision();
                targets = membership.beatTargets();
            }
            assertThat(targets).isEqualTo(membership.beatTargets());
        }
    }

    private Stage beating(Format format) {
        Stage stage = Stage.with(format, peer);
        stage.pass(750, peer);
        return stage.forgetting();
    }
}
