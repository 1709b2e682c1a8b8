package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.InventoryRequest;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Probe;
import org.junit.jupiter.api.Test;

/** How two nodes that have not heard of each other become members of each other. */
class FirstContactTest {
    private static final Verdict UNVERIFIED = new Verdict.Rejected(RejectReason.UNVERIFIED);

    private final Peer peer = new Peer("l", 1);

    // Open

    @Test
    void openNewcomerIsAMemberAtOnceAndIsGreetedWithTheOwnState() {
        Stage stage = new Stage(Format.OPEN);
        stage.tick();
        Heartbeat own = stage.multicast(Heartbeat.class).getFirst();
        stage.hear(peer.heartbeat(), peer);
        stage.pass(60);

        assertThat(stage.sentTo(peer, DigestResponse.class)).containsExactly(new DigestResponse(own, true));
        stage.pass(2_000);
        assertThat(stage.sentTo(peer, DigestResponse.class))
                .as("greeted until it answers")
                .hasSize(6);
    }

    /** It was started just before it got a digest that was meant for its former run; its heartbeat comes after its answer. */
    @Test
    void runThatIsFirstHeardByItsAnswerToADigestIsGreeted() {
        Stage stage = Stage.with(Format.OPEN);
        assertThat(stage.told(new DigestResponse(peer.heartbeat(), false), peer))
                .isEqualTo(Verdict.ACCEPTED);
        stage.hear(peer.heartbeat(), peer);
        stage.pass(60);

        assertThat(stage.happened()).containsExactly("Joined");
        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(1).allMatch(DigestResponse::greets);
    }

    @Test
    void memberThatAnswersADigestIsNotGreeted() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(3_000);
        stage.forgetting().told(new DigestResponse(peer.heartbeat(), false), peer);
        stage.pass(3_000);

        assertThat(stage.sentTo(peer, DigestResponse.class)).isEmpty();
    }

    @Test
    void greetingThatAsksForAnAnswerGetsTheOwnStateAndNoQuestionBack() {
        Stage stage = new Stage(Format.OPEN);
        stage.tick();
        Heartbeat own = stage.multicast(Heartbeat.class).getFirst();
        stage.told(new DigestResponse(peer.heartbeat(), true), peer);

        assertThat(stage.happened()).containsExactly("Joined");
        assertThat(stage.sentTo(peer, DigestResponse.class)).containsExactly(new DigestResponse(own, false));
    }

    @Test
    void greetingsFromOneAddressAreAnsweredTwelveTimesASecondAndTakenAllTheSame() {
        Stage stage = Stage.with(Format.OPEN, peer);
        for (int i = 0; i < 20; i++) {
            assertThat(stage.told(new DigestResponse(peer.heartbeat(), true), peer))
                    .isEqualTo(Verdict.ACCEPTED);
        }
        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(12);

        stage.millis += 1_000;
        stage.told(new DigestResponse(peer.heartbeat(), true), peer);
        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(13);
    }

    @Test
    void challengesFromOneAddressAreAnsweredTwelveTimesASecond() {
        Stage stage = Stage.with(Format.SEALED, peer);
        for (int i = 0; i < 20; i++) {
            assertThat(stage.told(new Hello(peer.origin(), peer.heartbeat(), Stage.BOOT, i), peer))
                    .isEqualTo(Verdict.ACCEPTED);
        }

        assertThat(stage.sentTo(peer, HelloAck.class)).hasSize(12);
    }

    @Test
    void announcerRejectsChallengesThatItDoesNotAnswer() {
        Stage stage = new Stage(Format.SEALED, Stage.config().withListening(false));
        stage.tick();
        List<Verdict> verdicts = IntStream.range(0, 13)
                .mapToObj(i -> stage.told(new Hello(peer.origin(), peer.heartbeat(), 0, i), peer))
                .toList();

        assertThat(stage.sentTo(peer, HelloAck.class)).hasSize(12);
        assertThat(verdicts.getFirst()).isEqualTo(Verdict.ACCEPTED);
        assertThat(verdicts.getLast()).isEqualTo(new Verdict.Rejected(RejectReason.RATE_LIMITED));
    }

    @Test
    void openGreetingIsRepeatedUntilItIsAnswered() {
        Stage silent = Stage.with(Format.OPEN, peer);
        silent.pass(3_000);
        assertThat(silent.sentTo(peer, DigestResponse.class))
                .hasSize(Timing.GREETINGS)
                .allMatch(DigestResponse::greets);

        Stage answered = Stage.with(Format.OPEN, peer);
        answered.pass(60);
        answered.told(new DigestResponse(peer.heartbeat(), false), peer);
        answered.pass(3_000);
        assertThat(answered.sentTo(peer, DigestResponse.class)).hasSize(1);
    }

    /** Which it speaks in the open format, since it does not know this node by the sealed one yet. */
    @Test
    void memberThatSpeaksInALesserFormatIsGreeted() {
        Stage stage = Stage.with(Format.SEALED, peer);
        stage.pass(2_000, peer);
        stage.forgetting();

        assertThat(stage.membership.reintroduce(peer.id, peer.address, stage.now()))
                .isEqualTo(Step.NOTHING);
        stage.pass(60);
        assertThat(stage.sentTo(peer, Hello.class)).hasSize(1);
    }

    @Test
    void whoSpeaksForAMemberFromElsewhereIsAskedWhoIsThere() {
        Stage stage = Stage.with(Format.SEALED, peer);
        stage.pass(2_000, peer);
        stage.forgetting();
        Probe question = new Probe(stage.membership.origin(), 0);

        assertThat(stage.membership
                        .reintroduce(peer.id, Peer.address(99), stage.now())
                        .outbound())
                .containsExactly(new Outbound.Unicast(question, Peer.address(99)));
        stage.pass(60);
        assertThat(stage.sentTo(peer, Hello.class)).isEmpty();
    }

    @Test
    void strangerInALesserFormatIsNobodyHere() {
        Stage stage = Stage.with(Format.SEALED);

        assertThat(stage.membership.reintroduce(peer.id, peer.address, stage.now()))
                .isEqualTo(Step.NOTHING);
        stage.pass(60);
        assertThat(stage.sentTo(peer, Message.class)).isEmpty();
    }

    @Test
    void whatWasKnownOfAForgottenMemberIsToldOnce() {
        Stage stage = Stage.with(Format.OPEN, peer);
        Member known = stage.member(peer);

        assertThat(stage.membership.forget(peer.id)).contains(known);
        assertThat(stage.membership.forget(peer.id)).isEmpty();
        assertThat(stage.membership.hasMember(peer.id)).isFalse();
    }

    /** Whoever holds it for down need not wait for its rhythm. */
    @Test
    void nodeWhoseNetworkIsThereAgainCallsAndSpeaksSoon() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(6_500, peer);
        stage.forgetting();
        stage.membership.reconnected(stage.now().nanos());
        stage.pass(1_500, peer);

        assertThat(stage.multicast(Beat.class)).hasSize(Timing.CALLS);
        assertThat(stage.multicast(Heartbeat.class)).isNotEmpty();
    }

    @Test
    void nodeThatIsMetLateIsCalledToo() {
        Stage stage = Stage.with(Format.OPEN);
        stage.pass(2_500);
        peer.incarnation = 1_000;
        peer.epochSeconds = 1_000;
        stage.forgetting().hear(peer.heartbeat(), peer);
        stage.pass(1_700);

        assertThat(stage.multicast(Beat.class)).hasSize(Timing.CALLS);
    }

    @Test
    void nodeThatHasJustStartedIsNoReunion() {
        Stage stage = Stage.with(Format.OPEN);
        stage.pass(2_500);
        peer.incarnation = 981_000;
        peer.epochSeconds = 1_000;
        stage.forgetting().hear(peer.heartbeat(), peer);
        stage.pass(1_600);
        assertThat(stage.multicast(Heartbeat.class)).isEmpty();
    }

    @Test
    void senderThatIsOnlyKnownToBeUnknownIsAskedToSpeakAtMostOnceASecond() {
        Stage stage = Stage.with(Format.SEALED);
        List<Outbound> asked =
                stage.membership.onUnknownSender(peer.address, stage.now()).outbound();
        assertThat(asked).containsExactly(new Outbound.Unicast(new Probe(stage.membership.origin(), 0), peer.address));

        assertThat(stage.membership.onUnknownSender(peer.address, stage.now())).isEqualTo(Step.NOTHING);
    }

    @Test
    void runThatWasStartedAgainIsGreetedToo() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(1_000);
        peer.restart();
        stage.forgetting().hear(peer.heartbeat(), peer);
        stage.pass(60);

        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(1);
    }

    @Test
    void nodeThatIsMetLateSpeaksSoonOnBothSides() {
        Stage stage = Stage.with(Format.OPEN);
        stage.pass(10_000);
        peer.incarnation = 1_000;
        peer.epochSeconds = 1_000;
        stage.forgetting().hear(peer.heartbeat(), peer);
        stage.pass(1_800);

        assertThat(stage.multicast(Heartbeat.class)).isNotEmpty();
    }

    @Test
    void signOfAnUnknownRunIsGreetedToLearnItsState() {
        Stage stage = Stage.with(Format.OPEN);

        assertThat(stage.hear(peer.beat(), peer)).isEqualTo(UNVERIFIED);
        stage.pass(60);
        assertThat(stage.membership.members()).isEmpty();
        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(1);
    }

    // Sealed

    @Test
    void sealedHeartbeatOfAnUnknownRunMayBeARecordingAndIsChallenged() {
        Stage stage = Stage.with(Format.SEALED);
        Heartbeat own = lastOwn(stage);

        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(UNVERIFIED);
        assertThat(stage.membership.members()).isEmpty();
        stage.pass(60);

        Hello hello = stage.sentTo(peer, Hello.class).getFirst();
        assertThat(hello.echo()).isEqualTo(peer.boot);
        assertThat(hello.origin()).isEqualTo(stage.membership.origin());
        assertThat(hello.state()).isEqualTo(own);
        assertThat(stage.sentTo(peer, Inventory.class)).hasSize(1);
    }

    @Test
    void rightAnswerToTheChallengeMakesAMember() {
        Stage stage = Stage.with(Format.SEALED);
        long nonce = challenge(stage);

        assertThat(stage.told(new HelloAck(peer.origin(), peer.heartbeat(), nonce + 1), peer))
                .isEqualTo(UNVERIFIED);
        assertThat(stage.membership.members()).isEmpty();
        assertThat(stage.told(new HelloAck(peer.origin(), peer.heartbeat(), nonce), peer))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.happened()).containsExactly("Joined");
    }

    @Test
    void answerThatComesTwiceIsAStateOfAKnownRunLikeAnyOther() {
        Stage stage = Stage.with(Format.SEALED, peer);
        Heartbeat next = peer.heartbeat();

        assertThat(stage.told(new HelloAck(peer.origin(), next, 99), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.told(new HelloAck(peer.origin(), next, 99), peer))
                .isEqualTo(new Verdict.Rejected(RejectReason.NOT_NEWER));
    }

    @Test
    void helloWithTheRightEchoIsAnsweredAndMakesItsSenderAMember() {
        Stage stage = new Stage(Format.SEALED);
        stage.tick();
        Heartbeat own = stage.multicast(Heartbeat.class).getFirst();

        assertThat(stage.told(new Hello(peer.origin(), peer.heartbeat(), Stage.BOOT, 4_711), peer))
                .isEqualTo(Verdict.ACCEPTED);

        assertThat(stage.happened()).containsExactly("Joined");
        assertThat(stage.sentTo(peer, HelloAck.class))
                .containsExactly(new HelloAck(stage.membership.origin(), own, 4_711));
        assertThat(stage.sentTo(peer, Inventory.class)).hasSize(1);
    }

    @Test
    void helloWithAnotherEchoChangesNothing() {
        Stage stage = Stage.with(Format.SEALED);

        assertThat(stage.told(new Hello(peer.origin(), peer.heartbeat(), Stage.BOOT + 1, 4_711), peer))
                .isEqualTo(UNVERIFIED);
        assertThat(stage.membership.members()).isEmpty();
        assertThat(stage.outbound).isEmpty();
    }

    @Test
    void helloBeforeTheFirstOwnHeartbeatHasToBeRepeated() {
        Stage stage = new Stage(Format.SEALED);
        Hello hello = new Hello(peer.origin(), peer.heartbeat(), Stage.BOOT, 4_711);
        assertThat(stage.told(hello, peer)).isEqualTo(UNVERIFIED);
        assertThat(stage.membership.members()).isEmpty();

        stage.tick();
        assertThat(stage.told(hello, peer)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void laterRunOfAMemberIsChallengedAnew() {
        Stage stage = Stage.with(Format.SEALED, peer);
        stage.pass(1_500, peer);
        peer.restart();
        stage.forgetting();

        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(UNVERIFIED);
        assertThat(stage.happened()).isEmpty();
        stage.pass(60);
        long nonce = stage.sentTo(peer, Hello.class).getFirst().nonce();
        stage.told(new HelloAck(peer.origin(), peer.heartbeat(), nonce), peer);
        assertThat(stage.happened()).containsExactly("Restarted");
    }

    @Test
    void heartbeatThatNamesAnotherInventoryIsAskedAboutIt() {
        Stage stage = Stage.with(Format.SEALED, peer);
        peer.inventoryHash = peer.inventory(1, "gpus").hash();
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.sentTo(peer, InventoryRequest.class)).hasSize(1);

        stage.forgetting().hear(peer.inventory(1, "gpus"), peer);
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.sentTo(peer, InventoryRequest.class)).isEmpty();
    }

    // Relayed

    @Test
    void relayedHeartbeatMakesANodeKnownWhichIsGreetedButNotYetAMember() {
        Stage stage = Stage.with(Format.SEALED);
        Reception reception = stage.membership.onRelayed(peer.heartbeat(), peer.address, stage.now());
        stage.pass(60);

        assertThat(reception.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.membership.members()).isEmpty();
        assertThat(stage.sentTo(peer, Hello.class)).hasSize(1);
    }

    @Test
    void relayedHeartbeatOfAMemberIsNoSignOfLifeButARelayedInventoryIsTaken() {
        Stage stage = Stage.with(Format.SEALED, peer);
        Heartbeat newer = peer.heartbeat(Peer.payload("new"));
        assertThat(stage.membership.onRelayed(newer, peer.address, stage.now()).verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.member(peer).reading()).isEqualTo(Payload.EMPTY);
        assertThat(stage.outbound).isEmpty();

        stage.membership.onRelayed(peer.inventory(1, "gpus"), peer.address, stage.now());
        assertThat(stage.member(peer).inventory()).isEqualTo(Peer.payload("gpus"));
    }

    @Test
    void relayedWordOfThisNodeItselfIsAnEcho() {
        Stage stage = Stage.with(Format.SEALED);
        Heartbeat own = lastOwn(stage);

        assertThat(stage.membership.onRelayed(own, peer.address, stage.now()).verdict())
                .isEqualTo(Verdict.OWN_ECHO);
    }

    private long challenge(Stage stage) {
        stage.hear(peer.heartbeat(), peer);
        stage.pass(60);
        return stage.sentTo(peer, Hello.class).getFirst().nonce();
    }

    /** The newest own heartbeat: the answer to a challenge. */
    private Heartbeat lastOwn(Stage stage) {
        Peer asking = new Peer("asking", 99);
        Reception reception = stage.membership.on(
                new Hello(asking.origin(), asking.heartbeat(), Stage.BOOT, 1), false, asking.address, stage.now());
        stage.membership.forget(asking.id);
        List<Outbound> outbound = reception.step().outbound();
        return ((HelloAck) ((Outbound.Unicast) outbound.getFirst()).message()).state();
    }
}
