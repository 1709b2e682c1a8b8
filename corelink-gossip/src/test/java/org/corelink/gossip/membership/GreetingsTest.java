package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Greetings.Greeting;
import org.corelink.gossip.wire.Origin;
import org.junit.jupiter.api.Test;

class GreetingsTest {
    private static final long MILLI = 1_000_000;

    private final Greetings greetings = new Greetings(new SplittableRandom(3));
    private final Peer peer = new Peer("l", 1);

    @Test
    void greetingGoesToTheAddressThatTheRunWasHeardFrom() {
        greetings.plan(peer.origin(), peer.address, 0);

        Greeting greeting = greetings.due(50 * MILLI).getFirst();
        assertThat(greeting.run()).isEqualTo(peer.origin());
        assertThat(greeting.to()).isEqualTo(peer.address);
    }

    @Test
    void greetingsAreSpreadOverFiftyMilliseconds() {
        List<Integer> sentAt = new ArrayList<>();
        plan(50, 0);
        for (int millis = 0; millis <= 50; millis++) {
            for (Greeting _ : greetings.due(millis * MILLI)) {
                sentAt.add(millis);
            }
        }

        assertThat(sentAt).hasSize(50);
        assertThat(sentAt.stream().distinct()).hasSizeGreaterThan(25);
        assertThat(sentAt.getFirst()).isLessThan(5);
        assertThat(sentAt.getLast()).isGreaterThan(45);
    }

    @Test
    void greetingIsRepeatedSixTimesUnlessItIsAnswered() {
        greetings.plan(peer.origin(), peer.address, 0);
        List<Long> sentAt = new ArrayList<>();
        for (long millis = 0; millis < 3_000; millis++) {
            greetings.plan(peer.origin(), peer.address, 0);
            if (!greetings.due(millis * MILLI).isEmpty()) {
                sentAt.add(millis);
            }
            if (sentAt.size() == Timing.GREETINGS) {
                break;
            }
        }

        assertThat(sentAt).hasSize(6);
        assertThat(IntStream.range(1, 6).mapToLong(i -> sentAt.get(i) - sentAt.get(i - 1)))
                .allMatch(gap -> gap >= 150 && gap <= 201);
    }

    @Test
    void greetingOfARunThatHasMovedGoesOnAtItsNewAddress() {
        InetAddress elsewhere = Peer.address(9);
        greetings.plan(peer.origin(), peer.address, 0);
        assertThat(greetings.due(50 * MILLI)).extracting(Greeting::to).containsExactly(peer.address);

        greetings.redirect(peer.origin(), elsewhere);
        List<Greeting> sent = new ArrayList<>();
        for (long millis = 60; millis < 3_000; millis += 10) {
            sent.addAll(greetings.due(millis * MILLI));
        }
        assertThat(sent).hasSize(Timing.GREETINGS - 1).extracting(Greeting::to).containsOnly(elsewhere);
    }

    @Test
    void moveOfARunThatIsNotGreetedCallsForNoGreeting() {
        greetings.redirect(peer.origin(), peer.address);

        assertThat(greetings.due(1_000 * MILLI)).isEmpty();
    }

    @Test
    void sixGreetingsWithoutAnAnswerAreEnough() {
        greetings.plan(peer.origin(), peer.address, 0);
        int sent = 0;
        for (long millis = 0; millis < 10_000; millis += 10) {
            sent += greetings.due(millis * MILLI).size();
        }

        assertThat(sent).isEqualTo(Timing.GREETINGS);
    }

    @Test
    void whoHasAnsweredIsNotGreetedAgain() {
        greetings.plan(peer.origin(), peer.address, 0);
        assertThat(greetings.due(50 * MILLI)).hasSize(1);
        greetings.answered(peer.origin());

        assertThat(greetings.due(1_000 * MILLI)).isEmpty();
    }

    @Test
    void whoHasAnsweredADigestIsGreetedAllTheSame() {
        greetings.plan(peer.origin(), peer.address, 0);
        greetings.answered(peer.origin());

        assertThat(greetings.due(50 * MILLI)).hasSize(1);
    }

    @Test
    void answerToTheChallengeIsAnAnswer() {
        Greeting greeting = greeted(0);
        greetings.isMet(peer.origin(), greeting.nonce(), 60 * MILLI);

        assertThat(greetings.due(1_000 * MILLI)).isEmpty();
    }

    @Test
    void oldVersionDoesNotAnswerAndIsGreetedOnce() {
        greetings.plan(Origin.legacy("old"), peer.address, 0);
        assertThat(greetings.due(50 * MILLI)).hasSize(1);

        assertThat(greetings.due(10_000 * MILLI)).isEmpty();
    }

    @Test
    void laterRunIsGreetedAtOnce() {
        greetings.plan(peer.origin(), peer.address, 0);
        greetings.due(50 * MILLI);
        peer.restart();
        greetings.plan(peer.origin(), peer.address, 100 * MILLI);

        assertThat(greetings.due(150 * MILLI)).extracting(Greeting::run).containsExactly(peer.origin());
    }

    @Test
    void noMoreThanSixteenGoOutInATurnAndTheRestSoonAfter() {
        plan(40, 0);

        assertThat(greetings.due(60 * MILLI)).hasSize(Greetings.PER_TURN);
        assertThat(greetings.nextNanos(60 * MILLI, 300 * MILLI)).isEqualTo(70 * MILLI);
        assertThat(greetings.due(70 * MILLI)).hasSize(16);
        assertThat(greetings.due(80 * MILLI)).hasSize(8);
        assertThat(greetings.nextNanos(80 * MILLI, 150 * MILLI)).isEqualTo(150 * MILLI);
    }

    /** Each run is new, as an attacker would have it. */
    @Test
    void floodOfInventedRunsIsNotAnsweredMoreOftenBecauseTurnsComeSooner() {
        int sent = 0;
        for (int millis = 0; millis < 200; millis += 2) {
            for (int i = 0; i < 32; i++) {
                int invented = 32 * millis + i;
                NodeId id = new NodeId(HexFormat.of().toHexDigits((long) invented));
                greetings.plan(Origin.of(id, 1, 1), Peer.address(invented), millis * MILLI);
            }
            sent += greetings.due(millis * MILLI).size();
        }

        assertThat(sent).isBetween(150, 20 * Greetings.PER_TURN);
    }

    @Test
    void nextTurnIsThatOfTheEarliestGreeting() {
        plan(5, 0);
        long next = greetings.nextNanos(0, 300 * MILLI);

        assertThat(next).isBetween(1L, 50 * MILLI);
        assertThat(greetings.due(next - 1)).isEmpty();
        assertThat(greetings.due(next)).hasSize(1);
    }

    @Test
    void memoryIsBounded() {
        plan(Greetings.CAPACITY + 1_000, 0);
        Set<Origin> greeted = new HashSet<>();
        for (int turn = 0; turn < 400; turn++) {
            greetings.due(10 * MILLI * turn).forEach(greeting -> greeted.add(greeting.run()));
        }

        assertThat(greeted).hasSize(Greetings.CAPACITY);
    }

    @Test
    void oldestChallengeMakesRoom() {
        plan(1, 0);
        Greeting first = greetings.due(50 * MILLI).getFirst();
        greetings.answered(first.run());
        for (int i = 1; i <= Greetings.CAPACITY; i++) {
            Peer next = new Peer("next-" + i, i);
            greetings.plan(next.origin(), next.address, i * 5L * MILLI);
            assertThat(greetings.due((i * 5L + 50) * MILLI)).hasSize(1);
            greetings.answered(next.origin());
        }

        assertThat(greetings.isMet(first.run(), first.nonce(), 3_000 * MILLI)).isFalse();
    }

    @Test
    void challengeIsMetOnceByItsNonceWithinFiveSeconds() {
        Greeting greeting = greeted(0);
        assertThat(greetings.isMet(peer.origin(), greeting.nonce() + 1, 60 * MILLI))
                .isFalse();
        assertThat(greetings.isMet(new Peer("x", 2).origin(), greeting.nonce(), 60 * MILLI))
                .isFalse();
        assertThat(greetings.isMet(peer.origin(), greeting.nonce(), 5_049 * MILLI))
                .isTrue();
        assertThat(greetings.isMet(peer.origin(), greeting.nonce(), 5_049 * MILLI))
                .isFalse();

        Greeting late = greeted(10_000);
        assertThat(greetings.isMet(peer.origin(), late.nonce(), 15_050 * MILLI)).isFalse();
    }

    @Test
    void repeatedGreetingsCarryOneChallengeSoThatALateAnswerCounts() {
        Greeting first = greeted(0);
        Greeting second = greetings.due(401 * MILLI).getFirst();

        assertThat(second.nonce()).isEqualTo(first.nonce());
    }

    @Test
    void challengeThatHasRunOutIsReplaced() {
        Greeting first = greeted(0);
        greetings.answered(peer.origin());
        Greeting second = greeted(6_000);

        assertThat(second.nonce()).isNotEqualTo(first.nonce());
        assertThat(greetings.isMet(peer.origin(), first.nonce(), 6_060 * MILLI)).isFalse();
        assertThat(greetings.isMet(peer.origin(), second.nonce(), 6_060 * MILLI))
                .isTrue();
    }

    @Test
    void timesHoldAcrossAWrapOfTheClock() {
        long nanos = Long.MAX_VALUE - 10 * MILLI;
        greetings.plan(peer.origin(), peer.address, nanos);
        Greeting greeting = greetings.due(nanos + 50 * MILLI).getFirst();
        greetings.plan(peer.origin(), peer.address, nanos + 100 * MILLI);

        assertThat(greetings.due(nanos + 200 * MILLI)).isEmpty();
        assertThat(greetings.isMet(peer.origin(), greeting.nonce(), nanos + 4_000 * MILLI))
                .isTrue();
    }

    private Greeting greeted(long millis) {
        greetings.plan(peer.origin(), peer.address, millis * MILLI);
        return greetings.due((millis + 50) * MILLI).getFirst();
    }

    /** Plans the greetings of so many nodes. */
    private void plan(int count, long nanos) {
        IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Peer("node-" + i, i))
                .forEach(node -> greetings.plan(node.origin(), node.address, nanos));
    }

    @Test
    void onlyTwoRunsOfOneAddressWait() {
        for (int i = 0; i < 100; i++) {
            greetings.plan(new Peer("invented-" + i, i).origin(), peer.address, 0);
        }

        assertThat(greetings.due(50 * MILLI)).hasSize(Greetings.PER_ADDRESS);
    }

    @Test
    void laterRunTakesThePlaceOfTheFormer() {
        greetings.plan(peer.origin(), peer.address, 0);
        peer.restart();
        greetings.plan(peer.origin(), peer.address, 0);

        assertThat(greetings.due(50 * MILLI)).extracting(Greeting::run).containsExactly(peer.origin());
    }

    @Test
    void forgedSourceGetsTwelveGreetingsASecondHoweverManyNodesAreInventedThere() {
        int sent = 0;
        for (int millis = 0; millis < 10_000; millis += 10) {
            greetings.plan(Origin.legacy("invented-" + millis), peer.address, millis * MILLI);
            sent += greetings.due(millis * MILLI).size();
        }

        assertThat(sent).isBetween(108, 132);
    }

    @Test
    void allAddressesTogetherGetTwoGreetingsForEachNodeOfAClusterASecond() {
        int sent = 0;
        for (int millis = 0; millis < 10_000; millis += 10) {
            for (int i = 0; i < 10; i++) {
                int number = (millis + i) % 5_000;
                greetings.plan(Origin.legacy("invented-" + number), Peer.address(number), millis * MILLI);
            }
            sent += greetings.due(millis * MILLI).size();
        }

        assertThat(sent).isBetween(9 * 508, 11 * 508);
    }
}
