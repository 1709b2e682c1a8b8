package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.FixedKeys;
import org.corelink.gossip.Format;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Heartbeat;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final long MILLI = 1_000_000;

    private final Peer b = new Peer("b", 1);
    private final Peer c = new Peer("c", 2);
    private final Peer d = new Peer("d", 3);
    private final Peer e = new Peer("e", 4);
    private final Peer n = new Peer("n", 5);
    private final AttentiveClock clock = new AttentiveClock(0);
    private final MemberTable table = new MemberTable(Stage.config(), clock);
    private final Statements statements = new Statements(Format.OPEN, Stage.config(), table, clock);
    private final Watch watch = new Watch(new Self(Identity.of(FixedKeys.KEYS, 1, 1)), table, 0);

    @Test
    void watchesThreeBeforeItAndBeatsToThreeAfterIt() {
        join(0, b, c, d, e, n);

        assertThat(ids(watch.successors())).containsExactly("n", "b", "c");
        assertThat(watch.watched()).isEqualTo(3);
        assertThat(watch.beatsTo(n.id)).isTrue();
        assertThat(watch.beatsTo(d.id)).isFalse();
        assertThat(ids(new ArrayList<>(watch.neighbours()))).containsExactlyInAnyOrder("n", "b", "c", "d", "e");
        assertThat(ids(watch.silent(0, 500 * MILLI))).containsExactlyInAnyOrder("c", "d", "e");
    }

    @Test
    void whoTakesNoPartInWatchingIsNoNeighbour() {
        e.boot = 0;
        hear(0, e.heartbeat(), e);
        hear(0, d.legacyHeartbeat(), d);
        watch.refresh(0);

        assertThat(watch.successors()).isEmpty();
        assertThat(watch.watched()).isZero();
    }

    @Test
    void silenceOfANewlyWatchedMemberCountsFromOneBeatLater() {
        hear(0, e.heartbeat(), e);
        watch.refresh(4_000 * MILLI);

        assertThat(watch.silence(known(e), 4_000 * MILLI)).isNegative();
        assertThat(watch.silence(known(e), 6_149 * MILLI)).isEqualTo(1_749 * MILLI);
        assertThat(watch.silent(1_750 * MILLI, 6_149 * MILLI)).isEmpty();
        assertThat(watch.silent(1_750 * MILLI, 6_150 * MILLI)).containsExactly(known(e));
    }

    @Test
    void silenceCountsFromTheNewestSignOfLife() {
        join(0, e);
        known(e).sign(Peer.address(1), 3_000 * MILLI);

        assertThat(watch.silence(known(e), 5_000 * MILLI)).isEqualTo(2_000 * MILLI);
    }

    @Test
    void silenceOfOneWhoIsNotWatchedCountsFromItsLastSignToo() {
        join(0, b, c, d, e, n);

        assertThat(watch.silence(known(b), 700 * MILLI)).isEqualTo(700 * MILLI);
    }

    @Test
    void whoStaysWatchedGetsNoNewGrace() {
        join(0, e);
        hear(3_000, d.heartbeat(), d);
        watch.refresh(3_000 * MILLI);

        assertThat(watch.silence(known(e), 3_000 * MILLI)).isEqualTo(2_600 * MILLI);
    }

    @Test
    void whoIsDownIsNeitherWatchedNorBeatenToAndOthersTakeItsPlace() {
        join(0, b, c, d, e, n);
        Evidence refused = new Evidence(Evidence.Kind.PORT_CLOSED, 0, 2);
        new Testimony(table, clock)
                .accuse(n.accuses(e.id, e.incarnation, Charge.DOWN, refused), "n", 5_000 * MILLI, new ArrayList<>());
        watch.refresh(5_000 * MILLI);

        assertThat(ids(watch.silent(0, 5_400 * MILLI))).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(watch.silence(known(b), 5_400 * MILLI)).isZero();
    }

    @Test
    void beatsAreDueInTheirRhythmHoweverTheTurnsFall() {
        List<Long> times = new ArrayList<>();
        for (long millis = 0; millis <= 10_000; millis += 130) {
            if (watch.takeBeat(millis * MILLI)) {
                times.add(millis);
            }
        }

        assertThat(times).hasSize(25);
        assertThat(IntStream.range(0, times.size()).allMatch(beat -> times.get(beat) - beat * 400L < 130))
                .as("no beat comes later than the next turn after it was due: " + times)
                .isTrue();
    }

    @Test
    void missedBeatsAreNotMadeUpFor() {
        watch.takeBeat(0);

        assertThat(watch.takeBeat(5_000 * MILLI)).isTrue();
        assertThat(watch.takeBeat(5_399 * MILLI)).isFalse();
        assertThat(watch.takeBeat(5_400 * MILLI)).isTrue();
    }

    @Test
    void lossIsTheShareOfBeatsThatAreMissingBetweenTwoOthers() {
        join(0, e);
        beats(30_000, 800);

        assertThat(watch.loss()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void noLossIsMeasuredWhereAllBeatsCome() {
        join(0, e);
        beats(30_000, 400);

        assertThat(watch.loss()).isZero();
    }

    @Test
    void lossFollowsWithinSomeWindows() {
        join(0, e);
        beats(5_600, 800);
        assertThat(watch.loss()).isCloseTo(0.25, within(0.01));
        beats(16_000, 400);
        assertThat(watch.loss()).isLessThan(0.07);
    }

    @Test
    void silenceThatHasNotEndedIsNoLoss() {
        join(0, d, e);
        for (long millis = 0; millis <= 20_000; millis += 400) {
            watch.beat(e.id, millis * MILLI);
        }

        assertThat(watch.loss()).isZero();
    }

    @Test
    void doubledBeatsAreNoNegativeLossAndBeatsOfOthersDoNotCount() {
        join(0, b, c, d, e, n);
        for (long millis = 0; millis <= 20_000; millis += 400) {
            watch.beat(e.id, millis * MILLI);
            watch.beat(e.id, millis * MILLI);
        }
        for (long millis = 0; millis <= 20_000; millis += 1_200) {
            watch.beat(n.id, millis * MILLI);
        }

        assertThat(watch.loss()).isZero();
    }

    private void beats(long endMillis, long everyMillis) {
        long startMillis = clock.at(0) / MILLI + lastBeatMillis;
        for (long millis = startMillis; millis <= startMillis + endMillis; millis += everyMillis) {
            watch.beat(e.id, millis * MILLI);
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
        statements.hear(heartbeat, from.address, millis * MILLI, new ArrayList<>());
    }

    private Known known(Peer peer) {
        Known known = table.get(peer.id);
        assertThat(known).isNotNull();
        return known;
    }

    private static List<String> ids(List<Known> members) {
        return members.stream()
                .map(known -> known.member().id())
                .map(NodeId::value)
                .toList();
    }
}
