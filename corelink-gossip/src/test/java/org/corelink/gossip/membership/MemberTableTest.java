package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a member comes, changes state and goes. */
class MemberTableTest {
    private static final Verdict NOT_NEWER = new Verdict.Rejected(RejectReason.NOT_NEWER);
    private static final Verdict UNVERIFIED = new Verdict.Rejected(RejectReason.UNVERIFIED);

    private final Peer peer = new Peer("l", 1);
    private final Peer other = new Peer("k", 2);

    @Test
    void unknownNodeJoinsWithItsFirstHeartbeatAndAllThatItSays() {
        Stage stage = Stage.with(Format.OPEN);
        stage.millis = 40;
        peer.name = "host";

        assertThat(stage.hear(peer.heartbeat(Peer.payload("{\"a\":1}")), peer)).isEqualTo(Verdict.ACCEPTED);

        assertThat(stage.membership.members())
                .containsExactly(new Member(
                        new NodeId("l"),
                        "host",
                        MemberState.ONLINE,
                        "first heard from 10.0.0.1",
                        Format.OPEN,
                        peer.address,
                        OptionalLong.of(10_000),
                        1,
                        100,
                        40 * Stage.MILLI,
                        Payload.NONE,
                        Peer.payload("{\"a\":1}"),
                        Optional.empty()));
        assertThat(stage.events)
                .containsExactly(new MembershipEvent.Joined(peer.id, "host", "first heard from 10.0.0.1"));
    }

    @Test
    void membersAreSortedById() {
        Stage stage = Stage.with(Format.OPEN, new Peer("zeta", 1), new Peer("alpha", 2), new Peer("mu", 3));

        assertThat(stage.membership.members())
                .extracting(member -> member.id().value())
                .containsExactly("alpha", "mu", "zeta");
    }

    @Test
    void everyHeartbeatIsANewRevisionAndNothingElseIs() {
        Stage stage = Stage.with(Format.OPEN, peer);
        long before = stage.membership.revision();
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.membership.revision()).isEqualTo(before + 1);

        stage.told(peer.beat(), peer);
        stage.tick();
        assertThat(stage.membership.revision()).isEqualTo(before + 1);
        assertThat(stage.happened()).isEmpty();
    }

    @Test
    void duplicateAndLateHeartbeatsChangeNothing() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Heartbeat late = peer.heartbeat();
        Heartbeat newest = peer.heartbeat();
        stage.hear(newest, peer);

        assertThat(stage.hear(newest, peer)).isEqualTo(NOT_NEWER);
        assertThat(stage.hear(late, peer)).isEqualTo(NOT_NEWER);
        assertThat(stage.member(peer).sequence()).isEqualTo(newest.sequence());
    }

    @Test
    void heartbeatsWithoutHearingKeepWhatWasSaidAboutIt() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Heartbeat plain = peer.heartbeat();
        Hearing hearing = Hearing.of(new TreeSet<>(Set.of(peer.id)), Set.of(peer.id));
        stage.hear(
                new Heartbeat(plain.origin(), "l", plain.sequence(), 100, Payload.EMPTY, 0, Optional.of(hearing)),
                peer);
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.member(peer).hearing()).contains(hearing);
    }

    // Down

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 1_999})
    void stragglerDoesNotRaiseTheDead(long millisLater) {
        Stage stage = down();
        Heartbeat straggler = peer.heartbeat();
        advance(stage, millisLater);

        assertThat(stage.hear(straggler, peer)).isEqualTo(NOT_NEWER);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.DOWN);
        assertThat(stage.happened()).isEmpty();
    }

    @Test
    void beatOfTheSameIncarnationDoesNotRaiseTheDeadEither() {
        Stage stage = down();
        advance(stage, 5_000);
        stage.hear(peer.beat(), peer);

        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.DOWN);
    }

    @Test
    void heartbeatTwoSecondsLaterWasSentLater() {
        Stage stage = down();
        advance(stage, 2_000);

        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.happened()).containsExactly("Returned");
        assertThat(stage.member(peer).reason()).isEqualTo("heard again from 10.0.0.1");
    }

    @Test
    void refutationRaisesAtOnceByABeatOrAHeartbeat() {
        Stage stage = down();
        peer.incarnation++;
        stage.hear(peer.beat(), peer);
        assertThat(stage.happened()).containsExactly("Returned");
        assertThat(stage.member(peer).reason()).isEqualTo("alive, said by itself");
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);

        Stage another = down();
        peer.incarnation++;
        another.hear(peer.heartbeat(), peer);
        assertThat(another.happened()).containsExactly("Returned");
    }

    @Test
    void laterRunShowsAtOnceAndAsARestart() {
        Stage stage = down();
        peer.restart();
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.happened()).containsExactly("Restarted");
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
        assertThat(stage.member(peer).reason()).isEqualTo("new incarnation " + peer.incarnation);
    }

    @Test
    void wordOfAnEarlierRunIsNeitherASignOfLifeNorAReasonToGreet() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(1_500, peer);
        var late = peer.beat();
        peer.restart();
        stage.hear(peer.heartbeat(), peer);
        stage.pass(1_500, peer);
        stage.forgetting().hear(late, peer);
        stage.pass(100);

        assertThat(stage.happened()).isEmpty();
        assertThat(stage.sentTo(peer, DigestResponse.class)).isEmpty();
        assertThat(stage.member(peer).incarnation()).hasValue(peer.incarnation);
    }

    @Test
    void memberThatStaysOnlineKeepsItsReason() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.member(peer).reason()).isEqualTo("first heard from 10.0.0.1");
    }

    @Test
    void laterRunUnderATakenNameIsAConflict() {
        Stage stage = Stage.with(Format.OPEN, peer, other);
        peer.restart();
        peer.name = other.name;
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.happened()).containsExactly("Restarted", "NameConflict");
    }

    @Test
    void earlierRunDoesNotComeBack() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Heartbeat old = peer.heartbeat();
        peer.restart();
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.hear(old, peer)).isEqualTo(NOT_NEWER);
        assertThat(stage.member(peer).incarnation()).hasValue(peer.incarnation);
    }

    @Test
    void downMemberIsRemovedSixtySecondsAfterItsLastWord() {
        Stage stage = down();
        stage.pass(59_000, other);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.DOWN);
        stage.pass(1_000, other);

        assertThat(stage.happened()).containsExactly("Removed");
    }

    // Left

    @ParameterizedTest
    @EnumSource
    void whoSaysGoodbyeHasLeftAtOnceAndForThisRun(Format format) {
        Stage stage = Stage.with(format, peer);
        stage.hear(peer.leave(), peer);
        stage.hear(peer.leave(), peer);

        assertThat(stage.happened()).containsExactly("Left");
        assertThat(stage.member(peer).reason()).isEqualTo("said goodbye");
        advance(stage, 3_000);
        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(NOT_NEWER);
        peer.incarnation++;
        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(NOT_NEWER);
        stage.hear(peer.beat(), peer);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.LEFT);
    }

    @Test
    void laterRunReturnsFromLeft() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.hear(peer.leave(), peer);
        peer.restart();
        stage.forgetting().hear(peer.heartbeat(), peer);

        assertThat(stage.happened()).containsExactly("Restarted");
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
    }

    @Test
    void announcerThatStartsAgainIsALaterRunThoughItHasNoBootNumber() {
        peer.boot = 0;
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.hear(peer.leave(), peer);
        peer.incarnation++;
        peer.sequence = 1;
        stage.forgetting().hear(peer.heartbeat(), peer);

        assertThat(stage.happened()).containsExactly("Restarted");
    }

    @Test
    void goodbyeOfAnEarlierRunOrOfAnEarlierIncarnationIsLate() {
        Stage stage = Stage.with(Format.OPEN, peer);
        var early = peer.leave();
        peer.incarnation++;
        stage.hear(peer.heartbeat(), peer);
        stage.hear(early, peer);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);

        var former = peer.leave();
        peer.restart();
        stage.hear(peer.heartbeat(), peer);
        stage.hear(former, peer);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
    }

    /** It may be a forgery; if not, its heartbeat will tell. */
    @ParameterizedTest
    @EnumSource
    void wordOfALaterRunThatIsNotKnownIsNoSignOfLifeAndNoGoodbyeOfThisOne(Format format) {
        Stage stage = Stage.with(format, peer);
        stage.pass(1_500, peer);
        peer.restart();
        stage.forgetting();

        assertThat(stage.hear(peer.beat(), peer)).isEqualTo(UNVERIFIED);
        assertThat(stage.hear(peer.leave(), peer)).isEqualTo(UNVERIFIED);
        assertThat(stage.happened()).isEmpty();
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
        stage.pass(60);
        assertThat(stage.sentTo(peer, Message.class)).as("greeted").isNotEmpty();
    }

    @Test
    void whoHasLeftIsRemovedAfterSixtySeconds() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.hear(peer.leave(), peer);
        stage.forgetting().pass(59_900);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.LEFT);
        stage.pass(100);

        assertThat(stage.happened()).containsExactly("Removed");
        assertThat(stage.membership.members()).isEmpty();
    }

    // Stale and removed

    @Test
    void silentMemberThatNobodyWatchesIsStaleAfterTwentySecondsAndRemovedAfterSixty() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(peer.legacyHeartbeat(), peer);
        stage.forgetting();
        stage.pass(19_999);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
        stage.pass(1);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.STALE);
        assertThat(stage.member(peer).reason()).isEqualTo("silent for 20.0 s");
        stage.pass(39_999);
        assertThat(stage.membership.members()).hasSize(1);
        stage.pass(1);

        assertThat(stage.happened()).containsExactly("WentStale", "Removed");
        assertThat(stage.events.getLast().reason()).isEqualTo("silent for 60.0 s");
    }

    @Test
    void memberWhoseHeartbeatIsOverdueIsAskedAndIsNotStaleWhileItAnswers() {
        Stage stage = Stage.with(Format.OPEN, peer);
        for (int second = 1; second <= 60; second++) {
            stage.pass(1_000);
            stage.told(peer.ack(0), peer);
        }
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
        assertThat(stage.sentTo(peer, DigestResponse.class))
                .hasSizeGreaterThan(4)
                .allMatch(DigestResponse::greets);
    }

    @Test
    void memberThatSaysNothingForSevenSecondsIsProbedThoughItIsNotWatched() {
        Peer[] neighbours =
                IntStream.range(0, 3).mapToObj(i -> new Peer("z" + i, 20 + i)).toArray(Peer[]::new);
        Stage stage = Stage.with(Format.OPEN, neighbours);
        stage.join(peer);
        stage.forgetting().pass(6_900, neighbours);
        assertThat(stage.sentTo(peer, Probe.class)).isEmpty();
        stage.pass(1_000, neighbours);
        assertThat(stage.sentTo(peer, Probe.class)).isNotEmpty();
    }

    @Test
    void staleMemberReturnsWithItsNextHeartbeatAndHasTwentySecondsAgain() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(peer.legacyHeartbeat(), peer);
        stage.pass(30_000);
        stage.forgetting().hear(peer.legacyHeartbeat(), peer);
        assertThat(stage.happened()).containsExactly("Returned");

        stage.forgetting().pass(19_999);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
        stage.pass(1);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.STALE);
    }

    @Test
    void expiryHoldsAcrossAWrapOfTheClock() {
        Stage stage = new Stage(Format.OPEN, Stage.config(), Long.MAX_VALUE - 10_000 * Stage.MILLI);
        stage.hear(peer.legacyHeartbeat(), peer);
        stage.pass(19_999);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
        stage.pass(1);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.STALE);
        stage.pass(40_000);
        assertThat(stage.membership.members()).isEmpty();
    }

    @Test
    void eachOfManyExpiresAtItsOwnTime() {
        Stage stage = Stage.with(Format.OPEN);
        for (int i = 0; i < 10; i++) {
            Peer one = new Peer("legacy-" + i, i + 1);
            stage.hear(one.legacyHeartbeat(), one);
            stage.pass(1_000);
        }
        stage.forgetting();
        for (int i = 0; i < 10; i++) {
            stage.pass(i == 0 ? 10_000 : 1_000);
            assertThat(stage.happened()).hasSize(i + 1);
        }
    }

    // Names and twins

    @Test
    void fullTableRefusesNewNodesAndKeepsHearingItsMembers() {
        Stage stage = new Stage(Format.OPEN, Stage.config().withMaxMembers(1));
        stage.join(peer);

        assertThat(stage.hear(other.heartbeat(), other)).isEqualTo(new Verdict.Rejected(RejectReason.TOO_MANY_MEMBERS));
        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.membership.members()).hasSize(1);
    }

    @Test
    void newVersionOnTheSameMachineReplacesTheRowOfTheOldOne() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(peer.legacyHeartbeat(), peer);
        Peer upgraded = new Peer("0123456789abcdef", 1);
        upgraded.name = "l";
        stage.forgetting().hear(upgraded.heartbeat(), upgraded);

        assertThat(stage.happened()).containsExactly("Removed", "Joined");
        assertThat(stage.membership.members()).extracting(Member::id).containsExactly(upgraded.id);
    }

    @Test
    void oldVersionReplacesTheRowOfTheNewOneOnlyWhenThatIsGone() {
        Peer modern = new Peer("0123456789abcdef", 1);
        modern.name = "l";
        Stage running = Stage.with(Format.OPEN, modern);
        running.hear(peer.legacyHeartbeat(), peer);
        assertThat(running.happened()).containsExactly("Joined", "NameConflict");

        Stage stopped = Stage.with(Format.OPEN, modern);
        stopped.hear(modern.leave(), modern);
        stopped.forgetting().hear(peer.legacyHeartbeat(), peer);
        assertThat(stopped.happened()).containsExactly("Removed", "Joined");
    }

    @Test
    void sameNameAtAnotherAddressOrOfTheSameVersionIsAnotherMachine() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(peer.legacyHeartbeat(), peer);
        Peer elsewhere = new Peer("0123456789abcdef", 7);
        elsewhere.name = "l";
        stage.hear(elsewhere.heartbeat(), elsewhere);
        Peer beside = new Peer("fedcba9876543210", 7);
        beside.name = "l";
        stage.hear(beside.heartbeat(), beside);

        assertThat(stage.membership.members()).hasSize(3);
        assertThat(stage.happened()).containsExactly("Joined", "Joined", "NameConflict", "Joined", "NameConflict");
    }

    @Test
    void nameOfThisNodeIsTakenToo() {
        Stage stage = Stage.with(Format.OPEN);
        peer.name = "self";
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.events.getLast())
                .isEqualTo(new MembershipEvent.NameConflict(peer.id, "self", "another machine has the name self too"));
    }

    @Test
    void nameOfOneThatIsGoneIsFree() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.hear(peer.leave(), peer);
        other.name = "l";
        stage.forgetting().hear(other.heartbeat(), other);

        assertThat(stage.happened()).containsExactly("Joined");
    }

    // Inventories

    @Test
    void memberOfTheSealedFormatHasItsIdForANameUntilItsInventoryComes() {
        Stage stage = Stage.with(Format.SEALED);
        peer.name = "";
        stage.join(peer);
        assertThat(stage.member(peer).name()).isEqualTo("l");

        peer.name = "host";
        stage.forgetting();
        assertThat(stage.hear(peer.inventory(1, "gpus"), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.member(peer).name()).isEqualTo("host");
        assertThat(stage.member(peer).inventory()).isEqualTo(Peer.payload("gpus"));
        assertThat(stage.happened()).as("the first name is no change of name").isEmpty();

        peer.name = "";
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.member(peer).name()).isEqualTo("host");
        assertThat(stage.member(peer).inventory()).isEqualTo(Peer.payload("gpus"));
    }

    @Test
    void laterInventoryWithAnotherNameIsARename() {
        Stage stage = named("host");
        peer.name = "renamed";
        long revision = stage.membership.revision();
        stage.hear(peer.inventory(2, "gpus"), peer);

        assertThat(stage.events).containsExactly(new MembershipEvent.Renamed(peer.id, "renamed", "host"));
        assertThat(stage.membership.revision()).isEqualTo(revision + 1);
    }

    @Test
    void openHeartbeatWithAnotherNameIsARenameThatTellsBothNames() {
        peer.name = "host";
        Stage stage = Stage.with(Format.OPEN, peer);
        peer.name = "renamed";
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.events).containsExactly(new MembershipEvent.Renamed(peer.id, "renamed", "host"));
        assertThat(stage.events.getFirst().reason()).isEqualTo("was host");
        assertThat(stage.member(peer).name()).isEqualTo("renamed");
    }

    @Test
    void runThatWasStartedUnderAnotherNameIsARestartAndARename() {
        peer.name = "host";
        Stage stage = Stage.with(Format.OPEN, peer);
        peer.restart();
        peer.name = "renamed";
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.happened()).containsExactly("Restarted", "Renamed");
    }

    /** More names than are remembered. */
    @Test
    void conflictIsSeenAfterAnyNumberOfNames() {
        Peer other = new Peer("other", 2);
        Stage stage = new Stage(Format.OPEN, Stage.config().withMaxMembers(2));
        stage.hear(peer.heartbeat(), peer);
        stage.hear(other.heartbeat(), other);
        for (int count = 0; count < 20; count++) {
            other.name = "name-" + count;
            stage.hear(other.heartbeat(), other);
        }
        other.name = peer.name;
        stage.forgetting().hear(other.heartbeat(), other);

        assertThat(stage.happened()).containsExactly("Renamed", "NameConflict");
    }

    @Test
    void openRenameToATakenNameIsAConflict() {
        peer.name = "host";
        Stage stage = Stage.with(Format.OPEN, peer);
        peer.name = "self";
        stage.hear(peer.heartbeat(), peer);

        assertThat(stage.happened()).containsExactly("Renamed", "NameConflict");
    }

    @Test
    void inventoryThatIsNotNewerIsRejected() {
        Stage stage = named("host");

        assertThat(stage.hear(peer.inventory(1, "other"), peer)).isEqualTo(NOT_NEWER);
        assertThat(stage.member(peer).inventory()).isEqualTo(Peer.payload("gpus"));
    }

    @Test
    void earlierInventoryThatComesLateOrFromAnotherDoesNotReplaceALaterOne() {
        Stage stage = named("host");
        stage.hear(peer.inventory(3, "more gpus"), peer);

        assertThat(stage.hear(peer.inventory(2, "gpus"), peer)).isEqualTo(NOT_NEWER);
        stage.membership.onRelayed(peer.inventory(2, "gpus"), peer.address, stage.now());
        assertThat(stage.member(peer).inventory()).isEqualTo(Peer.payload("more gpus"));
    }

    @Test
    void inventoryOfAnEarlierIncarnationOrOfAnotherRunIsNotTheMembers() {
        Stage stage = named("host");
        var early = peer.inventory(5, "early");
        peer.incarnation++;
        stage.hear(peer.beat(), peer);
        assertThat(stage.hear(early, peer)).isEqualTo(NOT_NEWER);

        var former = peer.inventory(6, "former");
        peer.restart();
        peer.name = "";
        stage.join(peer);
        assertThat(stage.hear(former, peer)).isEqualTo(NOT_NEWER);
        assertThat(stage.member(peer).inventory()).isEqualTo(Peer.payload("gpus"));
    }

    @Test
    void laterRunCountsItsInventoriesAnew() {
        Stage stage = named("host");
        stage.hear(peer.inventory(9, "gpus"), peer);
        peer.restart();
        peer.name = "";
        stage.join(peer);
        peer.name = "host";

        assertThat(stage.hear(peer.inventory(1, "fewer gpus"), peer)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void inventoryWithATakenNameIsAConflict() {
        Stage stage = named("host");
        peer.name = "self";
        stage.hear(peer.inventory(2, "gpus"), peer);

        assertThat(stage.happened()).containsExactly("Renamed", "NameConflict");
    }

    private Stage named(String name) {
        peer.name = "";
        Stage stage = Stage.with(Format.SEALED, peer);
        peer.name = name;
        stage.hear(peer.inventory(1, "gpus"), peer);
        return stage.forgetting();
    }

    /** A node that knows the peer as down. */
    private Stage down() {
        Stage stage = Stage.with(Format.OPEN, peer, other);
        Evidence closed = new Evidence(Evidence.Kind.PORT_CLOSED, 0, 2);
        stage.hear(other.accuses(peer.id, peer.incarnation, Charge.DOWN, closed), other);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.DOWN);
        return stage.forgetting();
    }

    private void advance(Stage stage, long millis) {
        stage.pass(millis, other);
        stage.forgetting();
    }
}
