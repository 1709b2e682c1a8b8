package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Heartbeat;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final long MILLI = 1_000_000;
    private static final KeyPair NO_KEYS = new KeyPair(null, null);

    private final Peer i = new Peer("i", 1);
    private final Peer j = new Peer("j", 2);
    private final Peer k = new Peer("k", 3);
    private final Peer l = new Peer("l", 4);
    private final Peer n = new Peer("n", 5);
    private final AttentiveClock clock = new AttentiveClock(0);
    private final MemberTable table = new MemberTable(Format.OPEN, Stage.config(), clock);
    private final Watch watch = new Watch(new Self(new Identity(Stage.SELF, 1, 1, NO_KEYS)), table, 0);

    @Test
    void watchesThreeBeforeItAndBeatsToThreeAfterIt() {
        join(0, i, j, k, l, n);

        assertThat(ids(watch.successors())).containsExactly("n", "i", "j");
        assertThat(watch.watched()).isEqualTo(3);
        assertThat(watch.beatsTo(n.id)).isTrue();
        assertThat(watch.beatsTo(k.id)).isFalse();
        assertThat(ids(new ArrayList<>(watch.neighbours()))).containsExactlyInAnyOrder("n", "i", "j", "k", "l");
        assertThat(ids(watch.silent(0, 500 * MILLI))).containsExactlyInAnyOrder("j", "k", "l");
    }

    @Test
    void whoTakesNoPartInWatchingIsNoNeighbour() {
        l.boot = 0;
        hear(0, l.heartbeat(), l);
        hear(0, k.legacyHeartbeat(), k);
        watch.refresh(0);

        assertThat(watch.successors()).isEmpty();
        assertThat(watch.watched()).isZero();
    }

    @Test
    void silenceOfANewlyWatchedMemberCountsFromOneBeatLater() {
        hear(0, l.heartbeat(), l);
        watch.refresh(4_000 * MILLI);

        assertThat(watch.silence(known(l), 4_000 * MILLI)).isNegative();
        assertThat(watch.silence(known(l), 6_249 * MILLI)).isEqualTo(1_749 * MILLI);
        assertThat(watch.silent(1_750 * MILLI, 6_249 * MILLI)).isEmpty();
        assertThat(watch.silent(1_750 * MILLI, 6_250 * MILLI)).containsExactly(known(l));
    }

    @Test
    void silenceCountsFromTheNewestSignOfLife() {
        join(0, l);
        known(l).sign(3_000 * MILLI);

        assertThat(watch.silence(known(l), 5_000 * MILLI)).isEqualTo(2_000 * MILLI);
    }

    @Test
    void silenceOfOneWhoIsNotWatchedCountsFromItsLastSignToo() {
        join(0, i, j, k, l, n);

        assertThat(watch.silence(known(i), 700 * MILLI)).isEqualTo(700 * MILLI);
    }

    @Test
    void whoStaysWatchedGetsNoNewGrace() {
        join(0, l);
        hear(3_000, k.heartbeat(), k);
        watch.refresh(3_000 * MILLI);

        assertThat(watch.silence(known(l), 3_000 * MILLI)).isEqualTo(2_500 * MILLI);
    }

    @Test
    void whoIsDownIsNeitherWatchedNorBeatenToAndOthersTakeItsPlace() {
        join(0, i, j, k, l, n);
        Evidence refused = new Evidence(Evidence.Kind.PORT_CLOSED, 0, 2);
        table.accuse(n.accuses(l.id, l.incarnation, Charge.DOWN, refused), "n", 5_000 * MILLI, new ArrayList<>());
        watch.refresh(5_000 * MILLI);

        assertThat(ids(watch.silent(0, 5_500 * MILLI))).containsExactlyInAnyOrder("i", "j", "k");
        assertThat(watch.silence(known(i), 5_500 * MILLI)).isZero();
    }

    @Test
    void beatsAreDueTwiceASecondHoweverTheTurnsFall() {
        List<Long> times = new ArrayList<>();
        for (long millis = 0; millis <= 10_000; millis += 130) {
            if (watch.takeBeat(millis * MILLI)) {
                times.add(millis);
            }
        }

        assertThat(times).hasSize(20);
        assertThat(IntStream.range(0, times.size()).allMatch(beat -> times.get(beat) - beat * 500L < 130))
                .as("no beat comes later than the next turn after it was due: " + times)
                .isTrue();
    }

    @Test
    void missedBeatsAreNotMadeUpFor() {
        watch.takeBeat(0);

        assertThat(watch.takeBeat(5_000 * MILLI)).isTrue();
        assertThat(watch.takeBeat(5_499 * MILLI)).isFalse();
        assertThat(watch.takeBeat(5_500 * MILLI)).isTrue();
    }

    @Test
    void lossIsTheShareOfBeatsThatAreMissingBetweenTwoOthers() {
        join(0, l);
        beats(30_000, 1_000);

        assertThat(watch.loss()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void noLossIsMeasuredWhereAllBeatsCome() {
        join(0, l);
        beats(30_000, 500);

        assertThat(watch.loss()).isZero();
    }

    @Test
    void lossFollowsWithinSomeWindows() {
        join(0, l);
        beats(5_000, 1_000);
        assertThat(watch.loss()).isCloseTo(0.25, within(0.01));
        beats(15_000, 500);
        assertThat(watch.loss()).isLessThan(0.07);
    }

    @Test
    void silenceThatHasNotEndedIsNoLoss() {
        join(0, k, l);
        for (long millis = 0; millis <= 20_000; millis += 500) {
            watch.beat(l.id, millis * MILLI);
        }

        assertThat(watch.loss()).isZero();
    }

    @Test
    void doubledBeatsAreNoNegativeLossAndBeatsOfOthersDoNotCount() {
        join(0, i, j, k, l, n);
        for (long millis = 0; millis <= 20_000; millis += 500) {
            watch.beat(l.id, millis * MILLI);
            watch.beat(l.id, millis * MILLI);
        }
        for (long millis = 0; millis <= 20_000; millis += 1_500) {
            watch.beat(n.id, millis * MILLI);
        }

        assertThat(watch.loss()).isZero();
    }

    private void beats(long endMillis, long everyMillis) {
        long startMillis = clock.at(0) / MILLI + lastBeatMillis;
        for (long millis = startMillis; millis <= startMillis + endMillis; millis += everyMillis) {
            watch.beat(l.id, millis * MILLI);
            lastBeatMillis = millis;
        }
    }

    private long lastBeatMillis;

    private void join(long millis, Peer... peers) {
        for (Peer peer : peers) {
            hear(millis, peer.heartbeat(), peer);
        }
        watch.refresh(millis * MILLI);
    }

    private void hear(long millis, Heartbeat heartbeat, Peer from) {
        table.hear(heartbeat, from.address, millis * MILLI, new ArrayList<>());
    }

    private Known known(Peer peer) {
        Known known = table.get(peer.id);
        assertThat(known).isNotNull();
        return known;
    }

    private static List<String> ids(List<Known> members) {
        return members.stream().map(known -> known.member().id()).map(NodeId::value).toList();
    }
}
