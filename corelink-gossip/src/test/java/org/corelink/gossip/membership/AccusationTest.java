package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Evidence.Kind;
import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What another member says about a third, and about this node. */
class AccusationTest {
    private static final Verdict DISPROVED = new Verdict.Rejected(RejectReason.DISPROVED);

    private final Peer accuser = new Peer("k", 1);
    private final Peer accused = new Peer("l", 2);
    private final Peer second = new Peer("n", 3);

    @ParameterizedTest
    @EnumSource
    void suspicionAndVerdictAreTakenOverFromTheAccuser(Format format) {
        Stage stage = silentFor(format, 3_400);

        assertThat(stage.hear(accuser.accuses(accused, Charge.SUSPECT, 3_300), accuser))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.SUSPECT);
        assertThat(stage.hear(accuser.accuses(accused, Charge.DOWN, 3_700), accuser))
                .isEqualTo(Verdict.ACCEPTED);

        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
        assertThat(stage.member(accused).reason())
                .isEqualTo("40 probes unanswered, silent for 3.7 s, said by "
                        + stage.member(accuser).name());
    }

    @Test
    void secondSuspicionIsNoNews() {
        Stage stage = silentFor(Format.OPEN, 3_400);
        stage.hear(accuser.accuses(accused, Charge.SUSPECT, 3_300), accuser);
        stage.hear(accuser.accuses(accused, Charge.SUSPECT, 3_500), accuser);

        assertThat(stage.happened()).containsExactly("Suspected");
    }

    @ParameterizedTest(name = "heard {0} ms ago, accuser {1} ms ago: disproved {2}")
    @CsvSource({"1749, 3300, true", "1750, 3300, false", "0, 1551, true", "0, 1550, false", "1900, 3700, true"})
    void whoeverHasHeardTheAccusedWhileItWasProbedObjects(long heardAgo, int silentMillis, boolean disproved) {
        Stage stage = silentFor(Format.OPEN, heardAgo);

        Verdict verdict = stage.hear(accuser.accuses(accused, Charge.DOWN, silentMillis), accuser);

        assertThat(verdict.equals(DISPROVED)).isEqualTo(disproved);
        assertThat(stage.stateOf(accused)).isEqualTo(disproved ? MemberState.ONLINE : MemberState.DOWN);
        List<Ack> objections = stage.sentTo(accuser, Ack.class);
        assertThat(objections).hasSize(disproved ? 1 : 0).allMatch(ack -> ack.nonce() == 0);
        assertThat(objections).extracting(Ack::subject).allMatch(accused.id::equals);
    }

    @Test
    void closedPortCountsWhateverWasHeard() {
        Stage stage = silentFor(Format.OPEN, 0);
        Evidence closed = new Evidence(Kind.PORT_CLOSED, 0, 2);

        assertThat(stage.hear(accuser.accuses(accused.id, accused.incarnation, Charge.DOWN, closed), accuser))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.DOWN);
    }

    @Test
    void whatTheAccusedHasRefutedIsVoidEvenIfItsPortWasClosed() {
        Stage stage = silentFor(Format.OPEN, 5_000);
        accused.incarnation++;
        stage.hear(accused.beat(), accused);
        Evidence closed = new Evidence(Kind.PORT_CLOSED, 0, 2);

        assertThat(stage.hear(accuser.accuses(accused.id, accused.incarnation - 1, Charge.DOWN, closed), accuser))
                .isEqualTo(DISPROVED);
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.ONLINE);
    }

    @Test
    void eachObjectionIsMadeOnceASecondAndAccused() {
        Stage stage = Stage.with(Format.OPEN, accuser, accused, second);
        for (int round = 0; round < 3; round++) {
            stage.hear(accuser.accuses(accused, Charge.SUSPECT, 3_300), accuser);
            stage.hear(accuser.accuses(second, Charge.SUSPECT, 3_300), accuser);
        }
        assertThat(stage.sentTo(accuser, Ack.class)).extracting(Ack::subject).containsExactly(accused.id, second.id);

        stage.millis += 1_000;
        stage.hear(accuser.accuses(accused, Charge.SUSPECT, 3_300), accuser);
        assertThat(stage.sentTo(accuser, Ack.class)).hasSize(3);
    }

    @Test
    void staleMemberThatIsConfirmedAsDownIsDown() {
        Stage stage = silentFor(Format.OPEN, 20_000);
        stage.tick();
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.STALE);

        stage.hear(accuser.accuses(accused, Charge.SUSPECT, 3_300), accuser);
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.STALE);
        stage.hear(accuser.accuses(accused, Charge.DOWN, 3_700), accuser);
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.DOWN);
    }

    @Test
    void whoIsUnknownDownOrLeftCannotBeAccused() {
        Stage stage = silentFor(Format.OPEN, 5_000);
        stage.hear(accused.leave(), accused);
        stage.forgetting();

        assertThat(stage.hear(accuser.accuses(accused, Charge.DOWN, 3_700), accuser))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.hear(accuser.accuses(second, Charge.DOWN, 3_700), accuser))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.events).isEmpty();
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.LEFT);
    }

    @Test
    void strangerCannotAccuse() {
        Stage stage = silentFor(Format.OPEN, 5_000);

        assertThat(stage.hear(second.accuses(accused, Charge.DOWN, 3_700), second))
                .isEqualTo(new Verdict.Rejected(RejectReason.UNVERIFIED));
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.ONLINE);
    }

    @ParameterizedTest
    @EnumSource
    void memberThatSpeaksAlthoughItIsDownIsToldSoOnceASecond(Format format) {
        Stage stage = silentFor(format, 3_400);
        stage.hear(accuser.accuses(accused, Charge.DOWN, 3_700), accuser);
        await(stage.forgetting(), 1_999);

        stage.hear(accused.beat(), accused);
        assertThat(stage.sentTo(accused, Accusation.class))
                .as("for a straggler")
                .isEmpty();
        stage.millis += 1;
        stage.hear(accused.beat(), accused);
        stage.millis += 999;
        stage.hear(accused.beat(), accused);

        assertThat(stage.sentTo(accused, Accusation.class))
                .containsExactly(new Accusation(
                        stage.membership.origin(),
                        accused.id,
                        accused.incarnation,
                        Charge.DOWN,
                        new Evidence(Kind.UNANSWERED, 2_000, 0)));
        stage.millis += 1;
        stage.hear(accused.beat(), accused);
        assertThat(stage.sentTo(accused, Accusation.class)).hasSize(2);
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.DOWN);
    }

    @Test
    void memberThatHasRefutedOrWasNeverDownIsToldNothing() {
        Stage stage = silentFor(Format.OPEN, 3_400);
        stage.hear(accused.beat(), accused);
        stage.hear(accuser.accuses(second, Charge.DOWN, 3_700), accuser);
        stage.hear(accuser.accuses(accused, Charge.DOWN, 9_000), accuser);
        await(stage.forgetting(), 2_000);
        accused.incarnation++;

        stage.hear(accused.beat(), accused);

        assertThat(stage.sentTo(accused, Accusation.class)).isEmpty();
        assertThat(stage.stateOf(accused)).isEqualTo(MemberState.ONLINE);
    }

    // About this node

    @ParameterizedTest
    @EnumSource
    void accusedNodeRefutesWithARaisedIncarnationToAllAndToTheAccuser(Format format) {
        Stage stage = Stage.with(format, accuser);
        stage.pass(2_000, accuser);

        stage.forgetting().hear(accusesSelf(Stage.INCARNATION), accuser);
        assertThat(stage.sentTo(accuser, Beat.class)).containsExactly(new Beat(stage.membership.origin()));
        stage.tick();

        assertThat(stage.multicast(Beat.class)).containsExactly(new Beat(stage.membership.origin()));
        assertThat(stage.membership.origin().incarnation()).hasValue(Stage.INCARNATION + 1);
        assertThat(stage.membership.origin().boot()).isEqualTo(Stage.BOOT);
        assertThat(stage.events)
                .containsExactly(new MembershipEvent.Refuted(
                        Stage.SELF,
                        "self",
                        "held for silent by " + stage.member(accuser).name()));
    }

    @Test
    void refutationIsRepeatedSoThatNobodyMissesIt() {
        Stage stage = Stage.with(Format.OPEN, accuser);
        stage.pass(4_000, accuser);

        stage.forgetting().hear(accusesSelf(Stage.INCARNATION), accuser);
        stage.pass(4_000, accuser);

        assertThat(stage.multicast(Beat.class)).hasSize(4).containsOnly(new Beat(stage.membership.origin()));
    }

    @Test
    void accusedNodeSaysItsStateAgainAsSoonAsItMay() {
        Stage stage = Stage.with(Format.OPEN, accuser);
        stage.pass(4_000, accuser);
        stage.forgetting().hear(accusesSelf(Stage.INCARNATION), accuser);
        stage.pass(1_000, accuser);

        assertThat(stage.multicast(Heartbeat.class)).hasSize(1);
        assertThat(stage.multicast(Heartbeat.class).getFirst().origin()).isEqualTo(stage.membership.origin());
    }

    @Test
    void accusationThatIsRefutedAlreadyIsNotRefutedAgain() {
        Stage stage = Stage.with(Format.OPEN, accuser);
        stage.hear(accusesSelf(Stage.INCARNATION), accuser);
        stage.forgetting();

        assertThat(stage.hear(accusesSelf(Stage.INCARNATION), accuser))
                .isEqualTo(new Verdict.Rejected(RejectReason.NOT_NEWER));
        assertThat(stage.outbound).isEmpty();
        assertThat(stage.events).isEmpty();
    }

    @Test
    void accusationOfAnEarlierRunThatHadRefutedMoreOftenIsRefuted() {
        Stage stage = Stage.with(Format.OPEN, accuser);

        stage.hear(accusesSelf(Stage.INCARNATION + 1_000), accuser);

        assertThat(stage.membership.origin().incarnation()).hasValue(Stage.INCARNATION + 1_001);
    }

    @Test
    void accusationOfAnIncarnationThatNeverWasChangesNothing() {
        Stage stage = Stage.with(Format.OPEN, accuser);

        assertThat(stage.hear(accusesSelf(9_007_199_254_740_991L), accuser)).isEqualTo(DISPROVED);
        assertThat(stage.hear(accusesSelf(Stage.INCARNATION + 1_001), accuser)).isEqualTo(DISPROVED);
        assertThat(stage.membership.origin().incarnation()).hasValue(Stage.INCARNATION);
        assertThat(stage.outbound).isEmpty();
    }

    @Test
    void accusedNodeDoubtsItself() {
        Stage stage = Stage.with(Format.OPEN, accuser, accused);
        stage.pass(1_000, accuser, accused);
        stage.hear(accusesSelf(Stage.INCARNATION), accuser);
        stage.forgetting().pass(4_500, accuser);

        assertThat(stage.happened()).isEmpty();
        stage.pass(1_500, accuser);
        assertThat(stage.happened()).contains("WentDown");
    }

    private Accusation accusesSelf(long incarnation) {
        return accuser.accuses(Stage.SELF, incarnation, Charge.SUSPECT, new Evidence(Kind.UNANSWERED, 3_300, 30));
    }

    /** A node that knows both, and has last heard the accused so long ago; without a turn, so that it does not probe. */
    private Stage silentFor(Format format, long silentMillis) {
        Stage stage = Stage.with(format, accuser, accused);
        stage.millis += 900;
        stage.hear(accused.heartbeat(), accused);
        stage.hear(accuser.heartbeat(), accuser);
        await(stage, silentMillis);
        return stage.forgetting();
    }

    /** Lets time pass in which only the accuser speaks: a node that looks at nothing for long takes itself for paused. */
    private void await(Stage stage, long millis) {
        for (long passed = 0; passed < millis; passed += 500) {
            stage.millis += Math.min(500, millis - passed);
            stage.hear(accuser.heartbeat(), accuser);
        }
    }
}
