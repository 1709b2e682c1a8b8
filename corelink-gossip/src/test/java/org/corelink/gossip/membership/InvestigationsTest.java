package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvestigationsTest {
    private final Peer silent = new Peer("l", 1);
    private final Peer other = new Peer("k", 2);
    private final Peer third = new Peer("j", 3);
    private final Peer far = new Peer("a", 4);

    @ParameterizedTest
    @EnumSource
    void memberThatMissesThreeBeatsIsProbedByThisNodeAndThreeOthers(Format format) {
        Stage stage = watching(format, silent, other, third, far);

        stage.pass(1_500, other, third, far);
        assertThat(stage.sentTo(silent, Probe.class)).isEmpty();
        stage.pass(300, other, third, far);

        Probe probe = stage.sentTo(silent, Probe.class).getFirst();
        for (Peer helper : List.of(other, third, far)) {
            assertThat(stage.sentTo(helper, ProbeRequest.class))
                    .first()
                    .isEqualTo(new ProbeRequest(stage.membership.origin(), silent.id, probe.nonce()));
        }
        assertThat(stage.multicast(Accusation.class)).isEmpty();
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.ONLINE);
    }

    @Test
    void roundsFollowEveryTwoHundredMilliseconds() {
        Stage stage = watching(Format.OPEN, silent, other, third, far);

        stage.pass(2_000, other, third, far);
        int before = stage.sentTo(silent, Probe.class).size();
        stage.pass(1_000, other, third, far);

        assertThat(stage.sentTo(silent, Probe.class)).hasSize(before + 5);
        assertThat(stage.sentTo(silent, Probe.class).stream().map(Probe::nonce).distinct())
                .hasSize(1);
    }

    @Test
    void roundHasFourProbesHoweverFewCanHelp() {
        Stage alone = watching(Format.OPEN, silent);
        alone.pass(1_750);
        assertThat(alone.sentTo(silent, Probe.class)).hasSize(4);

        Stage pair = watching(Format.OPEN, silent, other);
        pair.pass(1_750, other);
        assertThat(pair.sentTo(silent, Probe.class)).hasSize(3);
        assertThat(pair.sentTo(other, ProbeRequest.class)).hasSize(1);
    }

    @Test
    void noMoreThanThreeHelpAndNoneThatCannot() {
        Peer announcer = new Peer("announcer", 9);
        announcer.boot = 0;
        Stage stage = watching(Format.OPEN, silent, other, announcer, far);
        stage.join(new Peer("x", 10));
        stage.join(new Peer("y", 11));
        stage.pass(2_000, other, far);

        assertThat(stage.sentTo(announcer, ProbeRequest.class)).isEmpty();
        long requests = stage.outbound.stream()
                .filter(Outbound.Unicast.class::isInstance)
                .filter(sent -> ((Outbound.Unicast) sent).message() instanceof ProbeRequest request
                        && request.subject().equals(silent.id))
                .count();
        assertThat(requests).isEqualTo(3L * stage.sentTo(silent, Probe.class).size());
    }

    @Test
    void helpersAreChosenByChanceInEachRound() {
        Peer[] helpers =
                IntStream.range(0, 6).mapToObj(i -> new Peer("g" + i, 20 + i)).toArray(Peer[]::new);
        Stage stage = Stage.with(Format.OPEN, helpers);
        stage.join(silent);
        stage.pass(1_000, helpers);
        stage.told(silent.beat(), silent);
        stage.forgetting().pass(3_500, helpers);

        assertThat(stage.sentTo(silent, Probe.class)).isNotEmpty();
        assertThat(Arrays.stream(helpers)
                        .filter(helper ->
                                !stage.sentTo(helper, ProbeRequest.class).isEmpty()))
                .hasSizeGreaterThan(3);
    }

    @Test
    void verdictComesAtItsTimeAndNotARoundLater() {
        Stage stage = watching(Format.OPEN, silent, other);
        stage.pass(5_000, other);

        assertThat(stage.multicast(Accusation.class).getLast().evidence().silentMillis())
                .isBetween(3_550, 3_560);
    }

    @ParameterizedTest
    @EnumSource
    void suspicionIsToldBeforeTheVerdictAndBothWithTheEvidence(Format format) {
        Stage stage = watching(format, silent, other);
        stage.pass(3_100, other);
        assertThat(stage.multicast(Accusation.class)).isEmpty();

        stage.pass(250, other);
        assertThat(stage.happened()).containsExactly("Suspected");
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.SUSPECT);
        Accusation suspicion = stage.multicast(Accusation.class).getFirst();
        assertThat(suspicion.charge()).isEqualTo(Charge.SUSPECT);
        assertThat(suspicion.subject()).isEqualTo(silent.id);
        assertThat(suspicion.incarnation()).isEqualTo(silent.incarnation);
        assertThat(suspicion.evidence().kind()).isEqualTo(Evidence.Kind.UNANSWERED);

        stage.pass(500, other);
        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.DOWN);
        Accusation verdict = stage.multicast(Accusation.class).getLast();
        assertThat(verdict.charge()).isEqualTo(Charge.DOWN);
        assertThat(verdict.evidence().silentMillis()).isBetween(3_550, 3_900);
        assertThat(verdict.evidence().probes()).isBetween(36, 44);
        assertThat(stage.member(silent).reason()).isEqualTo(verdict.evidence().inWords() + ", said by this node");
    }

    @Test
    void verdictIsSaidSixTimesOneRoundApart() {
        Stage stage = watching(Format.OPEN, silent, other);
        stage.pass(10_000, other);

        assertThat(stage.multicast(Accusation.class))
                .filteredOn(accusation -> accusation.charge() == Charge.DOWN)
                .hasSize(6);
    }

    @Test
    void verdictIsRepeatedOnlyWhileItStands() {
        Stage stage = watching(Format.OPEN, silent, other);
        passUntilDown(stage);
        silent.incarnation++;
        stage.hear(silent.beat(), silent);
        stage.pass(2_000, other, silent);

        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.ONLINE);
        assertThat(stage.multicast(Accusation.class))
                .filteredOn(accusation -> accusation.charge() == Charge.DOWN)
                .hasSize(1);
    }

    private void passUntilDown(Stage stage) {
        for (int i = 0; i < 200 && stage.stateOf(silent) != MemberState.DOWN; i++) {
            stage.pass(50, other);
        }
    }

    @Test
    void downMemberIsNotProbedAnyMore() {
        Stage stage = watching(Format.OPEN, silent, other);
        passUntilDown(stage);
        stage.forgetting().pass(5_000, other);

        assertThat(stage.sentTo(silent, Probe.class)).isEmpty();
        assertThat(stage.beatsTo(silent)).isZero();
        assertThat(stage.beatsTo(other)).isBetween(12L, 13L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat", "beat", "answer", "word of another", "objection"})
    void anySignOfLifeEndsIt(String sign) {
        Stage stage = watching(Format.OPEN, silent, other);
        stage.pass(3_500, other);
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.SUSPECT);
        long nonce = stage.sentTo(silent, Probe.class).getLast().nonce();

        switch (sign) {
            case "heartbeat" -> stage.hear(silent.heartbeat(), silent);
            case "beat" -> stage.told(silent.beat(), silent);
            case "answer" -> stage.told(silent.ack(nonce), silent);
            case "word of another" -> stage.told(other.ack(silent.id, nonce), other);
            default -> stage.told(other.ack(silent.id, 0), other);
        }
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.ONLINE);
        stage.forgetting().pass(1_500, other);

        assertThat(stage.happened()).isEmpty();
        assertThat(stage.sentTo(silent, Probe.class)).isEmpty();
    }

    @Test
    void wordOfAnotherCountsOnlyAsTheAnswerToAQuestion() {
        Stage stage = watching(Format.OPEN, silent, other);
        stage.pass(3_500, other);
        long nonce = stage.sentTo(silent, Probe.class).getLast().nonce();

        stage.told(other.ack(silent.id, nonce + 1), other);
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.SUSPECT);

        stage.told(silent.ack(nonce), silent);
        stage.pass(1_000, other, silent);
        stage.told(other.ack(silent.id, 0), other);
        stage.forgetting().pass(1_900, other);
        assertThat(stage.sentTo(silent, Probe.class))
                .as("an objection without a suspicion is no sign")
                .isNotEmpty();
    }

    @Test
    void isolatedNodeAccusesNobody() {
        Stage stage = watching(Format.OPEN, silent, other, third);

        stage.pass(15_000);

        assertThat(stage.multicast(Accusation.class)).isEmpty();
        assertThat(stage.happened()).isEmpty();
    }

    /** What it asks does not reach them, or they know another machine by its id. */
    @Test
    void nodeThatHearsOthersButNoAnswerAccusesNobodyBeforeAHelperAnswers() {
        Stage stage = watching(Format.OPEN, silent, other);
        for (int turn = 0; turn < 10; turn++) {
            stage.pass(1_000);
            stage.hear(other.heartbeat(), other);
            stage.told(new Probe(other.origin(), Probe.WHO_IS_THERE), other);
        }
        assertThat(stage.happened()).isEmpty();
        assertThat(stage.sentTo(other, Probe.class)).extracting(Probe::nonce).contains(Probe.WHO_IS_THERE);

        passWhileAnswered(stage, 2_400);
        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
    }

    /** The other answers, and sends no beat by which the loss of beats is measured. */
    private void passWhileAnswered(Stage stage, int millis) {
        for (int passed = 0; passed < millis; passed += 400) {
            stage.told(other.ack(other.id, Probe.WHO_IS_THERE), other);
            stage.pass(400);
        }
    }

    /** What ends the silence may be an old word: what was asked before it says nothing about the subject. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFailedUntilTheNodeWasCutOffCountsForNothingAfterwards(boolean inDoubt) {
        Stage stage = watching(Format.OPEN, silent, other);
        stage.pass(2_500, other);
        stage.pass(900);
        for (int turn = 0; turn < 10; turn++) {
            stage.pass(900);
            if (inDoubt) {
                stage.hear(other.heartbeat(), other);
            }
        }
        assertThat(stage.happened()).containsExactly("Suspected");

        stage.forgetting();
        passWhileAnswered(stage, 1_200);
        assertThat(stage.multicast(Accusation.class)).isEmpty();
        passWhileAnswered(stage, 800);
        assertThat(stage.multicast(Accusation.class))
                .extracting(Accusation::charge)
                .startsWith(Charge.SUSPECT);
        assertThat(verdict(stage).evidence().probes()).isBetween(32, 40);
    }

    @Test
    void isolatedNodeWithAnOpenInvestigationRests() {
        Stage stage = watching(Format.OPEN, silent, other, third);
        stage.pass(1_900, other, third);
        assertThat(stage.sentTo(silent, Probe.class)).isNotEmpty();
        stage.pass(1_600);
        stage.forgetting().pass(500);

        assertThat(stage.sentTo(silent, Probe.class)).isEmpty();
        long regularNanos = stage.now().nanos() + Timing.RHYTHM.toNanos();
        assertThat(stage.membership.nextDueNanos(stage.now().nanos(), regularNanos))
                .isEqualTo(regularNanos);
    }

    @Test
    void nodeThatHearsAgainProbesTheStillSilentBeforeItSpeaks() {
        Stage stage = watching(Format.OPEN, silent, other, third);
        stage.pass(10_000);

        stage.pass(700, other, third);
        assertThat(stage.multicast(Accusation.class)).isEmpty();
        assertThat(stage.sentTo(silent, Probe.class)).hasSizeGreaterThanOrEqualTo(2);
        stage.pass(5_000, other, third);

        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
    }

    /** Its turns come so rarely that the time of the verdict is there before enough was asked. */
    @Test
    void silenceIsNoEvidenceBeforeAllRoundsHaveFailed() {
        Stage stage = watching(Format.OPEN, silent, other);
        for (int turn = 0; turn < 20 && stage.stateOf(silent) != MemberState.DOWN; turn++) {
            stage.told(other.beat(), other);
            stage.freeze(LocalHealth.LATE.toMillis());
        }

        assertThat(verdict(stage).evidence().probes()).isEqualTo(Timing.LEAST_ROUNDS * (1 + Timing.HELPERS));
    }

    private static Accusation verdict(Stage stage) {
        return stage.multicast(Accusation.class).stream()
                .filter(accusation -> accusation.charge() == Charge.DOWN)
                .findFirst()
                .orElseThrow();
    }

    /** Otherwise the accused could not refute. */
    @Test
    void suspicionIsToldFirstThoughTheTimeOfTheVerdictHasCome() {
        Stage stage = watching(Format.OPEN, silent, other);
        stage.pass(3_150, other);
        stage.freeze(500);
        assertThat(stage.happened()).containsExactly("Suspected");

        stage.pass(400, other);
        assertThat(stage.happened()).containsExactly("Suspected", "WentDown");
    }

    @Test
    void nodeWithASingleNeighbourIsNeverIsolated() {
        Stage stage = watching(Format.OPEN, silent);
        stage.pass(4_000);

        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.DOWN);
    }

    @ParameterizedTest(name = "{0} signs of being late: silent for {1} ms")
    @CsvSource({"0, 3650", "1, 5475", "2, 7300"})
    void nodeThatWasLateIsMorePatient(int signs, long expectedMillis) {
        Stage stage = watching(Format.OPEN, silent, other);
        for (int i = 0; i < signs; i++) {
            stage.pass(1_000, silent, other);
            stage.freeze(800);
        }
        stage.pass(250, silent, other);
        stage.forgetting();
        long lastSign = stage.millis;
        for (int i = 0; i < 300 && stage.stateOf(silent) != MemberState.DOWN; i++) {
            stage.pass(50, other);
            // Not forgiven while the test goes on.
            if (signs > 0 && i == 60) {
                stage.told(
                        other.accuses(
                                Stage.SELF,
                                ownIncarnation(stage),
                                Charge.SUSPECT,
                                new Evidence(Evidence.Kind.UNANSWERED, 3_400, 9)),
                        other);
            }
        }

        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.DOWN);
        assertThat(stage.millis - lastSign).isGreaterThanOrEqualTo(expectedMillis - 550);
    }

    private static long ownIncarnation(Stage stage) {
        return stage.membership.origin().incarnation().orElseThrow();
    }

    @Test
    void verdictTakesLongerWhereBeatsAreLost() {
        Stage stage = watching(Format.OPEN, silent, other);
        for (int i = 0; i < 30; i++) {
            stage.pass(800, other);
            stage.told(i % 5 == 0 ? silent.heartbeat() : silent.beat(), silent);
        }
        stage.forgetting();

        stage.pass(4_000, other);
        assertThat(stage.multicast(Accusation.class)).isEmpty();
        stage.pass(2_000, other);
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.DOWN);
    }

    @Test
    void nodesThatNobodyWatchesAreNeverAccused() {
        Peer announcer = new Peer("l", 8);
        announcer.boot = 0;
        Stage stage = watching(Format.OPEN, other, announcer);
        stage.hear(new Peer("legacy", 9).legacyHeartbeat(), new Peer("legacy", 9));

        stage.pass(19_000, other);

        assertThat(stage.multicast(Accusation.class)).isEmpty();
    }

    @Test
    void timesHoldAcrossAWrapOfTheClock() {
        Stage stage = new Stage(Format.OPEN, Stage.config(), Stage.BEFORE_WRAP);
        stage.tick();
        stage.join(silent);
        stage.join(other);
        stage.pass(750, silent, other);
        stage.forgetting();

        stage.pass(3_000, other);
        assertThat(stage.multicast(Accusation.class)).isEmpty();
        stage.pass(800, other);
        assertThat(stage.stateOf(silent)).isEqualTo(MemberState.DOWN);
    }

    /** A node that has heard a beat of each peer just now. */
    private static Stage watching(Format format, Peer... peers) {
        Stage stage = Stage.with(format, peers);
        stage.pass(1_000, peers);
        for (Peer peer : peers) {
            stage.told(peer.beat(), peer);
        }
        return stage.forgetting();
    }
}
