package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios with a known course, and the times that targets set, in virtual time. */
@Execution(ExecutionMode.CONCURRENT)
class ClusterTest {
    private static SimulatedCluster running(int size, Mode mode) {
        SimulatedCluster cluster = new SimulatedCluster(size);
        cluster.addNodes(size, mode).forEach(node -> cluster.scheduler().after(0, node::start));
        cluster.runUntil("a full view", Duration.ofSeconds(30), cluster::isComplete);
        cluster.run(Duration.ofSeconds(10));
        return cluster;
    }

    private static SimulatedNode node(SimulatedCluster cluster, int number) {
        return (SimulatedNode) cluster.participants().get(number);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nodesThatStartAtOnceKnowEachOtherWithinASecond(Mode mode) {
        SimulatedCluster cluster = new SimulatedCluster(64);
        cluster.addNodes(64, mode).forEach(node -> cluster.scheduler().after(0, node::start));

        cluster.run(Duration.ofMillis(1));
        Duration took = cluster.runUntil("a full view", Duration.ofSeconds(1), cluster::isComplete);

        System.out.println("start of 64, " + mode + ": " + took);
        cluster.run(Duration.ofSeconds(60));
        Invariants.checkConverged(cluster.participants());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void newcomerIsSeenByAllAndSeesAllAtOnce(Mode mode) {
        SimulatedCluster cluster = running(63, mode);
        SimulatedNode newcomer = cluster.addNode(mode);

        newcomer.start();

        Duration took = cluster.runUntil("a full view", Duration.ofMillis(400), cluster::isComplete);
        System.out.println("join of the 64th, " + mode + ": " + took);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void newcomerIsSeenByAllWithinTwoSecondsAtALossOfOneInFour(Mode mode) {
        SimulatedCluster cluster = running(63, mode);
        cluster.network().disturb(0.25, 0, Duration.ofMillis(1));
        SimulatedNode newcomer = cluster.addNode(mode);

        newcomer.start();

        Duration took = cluster.runUntil("a full view", Duration.ofSeconds(3), cluster::isComplete);
        System.out.println("join of the 64th at 25 % loss, " + mode + ": " + took);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void crashedProcessIsDownAtAllWithinASecond(Mode mode) {
        SimulatedCluster cluster = running(64, mode);
        SimulatedNode crashed = node(cluster, 7);

        crashed.kill();

        Duration took = cluster.runUntil(
                "down at all", Duration.ofSeconds(1), () -> cluster.isSeenByAll(crashed, MemberState.DOWN));
        System.out.println("crash among 64, " + mode + ": " + took);
        assertThat(node(cluster, 1).agent().view().members())
                .filteredOn(member -> member.state() == MemberState.DOWN)
                .singleElement()
                .satisfies(member -> assertThat(member.reason()).contains("its port is closed"));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void hostWithoutPowerIsDownAtAllWithinFourSeconds(Mode mode) {
        SimulatedCluster cluster = running(64, mode);
        SimulatedNode dead = node(cluster, 7);

        cluster.network().unplug(dead.address());
        dead.kill();

        Duration took = cluster.runUntil(
                "down at all", Duration.ofSeconds(4), () -> cluster.isSeenByAll(dead, MemberState.DOWN));
        System.out.println("unplugged among 64, " + mode + ": " + took);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void hostWithoutPowerIsDownAtAllWithinSixSecondsAtALossOfOneInFour(Mode mode) {
        SimulatedCluster cluster = running(64, mode);
        cluster.network().disturb(0.25, 0, Duration.ofMillis(1));
        cluster.run(Duration.ofSeconds(20));
        SimulatedNode dead = node(cluster, 7);

        cluster.network().unplug(dead.address());
        dead.kill();

        Duration took = cluster.runUntil(
                "down at all", Duration.ofSeconds(6), () -> cluster.isSeenByAll(dead, MemberState.DOWN));
        System.out.println("unplugged among 64 at 25 % loss, " + mode + ": " + took);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void hostThatWasCutOffIsBackAtAllBeforeItsNextHeartbeatsEvenAtALossOfOneInFour(Mode mode) {
        SimulatedCluster cluster = running(16, mode);
        cluster.network().disturb(0.25, 0, Duration.ofMillis(1));
        SimulatedNode cut = node(cluster, 7);
        cluster.network().unplug(cut.address());
        cluster.runUntil("down at all", Duration.ofSeconds(6), () -> cluster.isSeenByAll(cut, MemberState.DOWN));
        cluster.run(Duration.ofSeconds(2));

        cluster.network().replug(cut.address());

        Duration took = cluster.runUntil(
                "online at all", Duration.ofSeconds(3), () -> cluster.isSeenByAll(cut, MemberState.ONLINE));
        System.out.println("plugged in again among 16 at 25 % loss, " + mode + ": " + took);
    }

    /** That nobody is down who lives is an invariant; here it is put to the test. */
    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void nobodyIsDownWhoLivesAtALossOfFourInTen(Mode mode) {
        SimulatedCluster cluster = running(64, mode);
        cluster.network().disturb(0.40, 0, Duration.ofMillis(1));

        cluster.run(Duration.ofMinutes(2));

        cluster.network().heal();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void nodeThatPausesForThreeSecondsAgainAndAgainIsNeitherDownNorAccusesOthers(Mode mode) {
        SimulatedCluster cluster = running(16, mode);
        SimulatedNode slow = node(cluster, 3);

        for (int pause = 0; pause < 12; pause++) {
            slow.pause();
            cluster.run(Duration.ofMillis(2_900));
            slow.resume();
            cluster.run(Duration.ofMillis(7_100));
        }

        assertThat(cluster.isComplete()).isTrue();
        cluster.participants()
                .forEach(node -> assertThat(
                                ((SimulatedNode) node).agent().counters().condemned())
                        .isZero());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void restartedNodeIsFreshAtAllAtOnce(Mode mode) {
        SimulatedCluster cluster = running(32, mode);
        SimulatedNode node = node(cluster, 5);
        node.kill();
        cluster.run(Duration.ofSeconds(3));

        node.start();

        Duration took = cluster.runUntil(
                "fresh at all",
                Duration.ofMillis(500),
                () -> cluster.isSeenByAll(node, MemberState.ONLINE)
                        && cluster.participants().stream()
                                .filter(other -> !other.equals(node))
                                .allMatch(
                                        other -> other.seen().get(node.label()).run() == 2));
        System.out.println("restart among 32, " + mode + ": " + took);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void halvesOfAPartitionAgreeAgainWithinTwoSecondsOfHealing(Mode mode) {
        SimulatedCluster cluster = running(64, mode);
        Set<InetAddress> half = new HashSet<>();
        cluster.participants().subList(0, 32).forEach(node -> half.add(node.address()));
        cluster.network().partition(half);
        cluster.run(Duration.ofSeconds(90));

        cluster.network().heal();

        Duration took = cluster.runUntil("agreement", Duration.ofSeconds(2), cluster::isComplete);
        System.out.println("healing of 32 | 32, " + mode + ": " + took);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void goodbyeShowsAtOnceAndIsNoFailure(Mode mode) {
        SimulatedCluster cluster = running(16, mode);
        SimulatedNode node = node(cluster, 5);

        node.stop();

        cluster.runUntil("left at all", Duration.ofMillis(400), () -> cluster.isSeenByAll(node, MemberState.LEFT));
        cluster.run(Duration.ofSeconds(70));
        assertThat(node(cluster, 1).seen()).doesNotContainKey(node.label());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void multicastThatIsLostIsNamedAndReplacedByUnicast(Mode mode) {
        SimulatedCluster cluster = running(8, mode);

        cluster.network().loseMulticast();
        cluster.run(Duration.ofMinutes(3));

        assertThat(cluster.isComplete()).isTrue();
        assertThat(node(cluster, 0).agent().view().conditions()).containsExactly(Condition.MULTICAST_SILENT);

        cluster.network().heal();
        cluster.run(Duration.ofSeconds(10));
        assertThat(node(cluster, 0).agent().view().conditions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void nodeThatIsCutOffDoubtsItselfAndAccusesNobody(Mode mode) {
        SimulatedCluster cluster = running(16, mode);
        SimulatedNode cut = node(cluster, 3);

        cluster.network().unplug(cut.address());
        cluster.run(Duration.ofSeconds(15));

        assertThat(cut.agent().counters().condemned()).isZero();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cut.agent().view().conditions()).contains(Condition.ALONE);
        assertThat(cut.agent().view().members()).allMatch(member -> member.state() == MemberState.STALE);
    }

    /** As after a clone of a disk. */
    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void originalOfACopiedIdentitySaysSoUntilTheCopyHasItsOwn(Mode mode) {
        SimulatedCluster cluster = running(6, mode);
        SimulatedNode original = node(cluster, 1);
        SimulatedNode copy = node(cluster, 2);
        copy.kill();
        copy.disk().copy(original.disk());
        copy.start();
        cluster.run(Duration.ofSeconds(10));
        assertThat(original.agent().view().conditions()).contains(Condition.ID_COPIED);

        copy.kill();
        copy.disk().lose();
        copy.start();
        original.kill();
        original.start();

        cluster.run(Duration.ofSeconds(90));
        Invariants.checkConverged(cluster.participants());
        assertThat(original.agent().view().conditions()).isEmpty();
        assertThat(copy.agent().view().conditions()).isEmpty();
    }

    @Test
    void nodeThatMissedARotationOfKeysSaysSoUntilItGetsTheKeys() {
        SimulatedCluster cluster = running(6, Mode.SEALED);
        SimulatedNode late = node(cluster, 3);
        for (int epoch = Keys.FIRST_EPOCH + 1; epoch <= Keys.LAST_EPOCH; epoch++) {
            for (Participant other : cluster.participants()) {
                if (!other.equals(late)) {
                    ((SimulatedNode) other).use(Keys.ring(epoch));
                }
            }
            cluster.truth().keysApart();
            cluster.run(Duration.ofSeconds(15));
        }
        assertThat(late.agent().view().conditions()).contains(Condition.UNKNOWN_KEY);

        late.use(Keys.ring(Keys.LAST_EPOCH));

        cluster.run(Duration.ofSeconds(90));
        Invariants.checkConverged(cluster.participants());
        assertThat(late.agent().view().conditions()).isEmpty();
    }

    @Test
    void restartedNodesOfBothVersionsShowAtOnceWithTheirFirstHeartbeat() {
        SimulatedCluster cluster = new SimulatedCluster(1);
        SimulatedNode watcher = cluster.addNode();
        SimulatedNode node = cluster.addNode();
        LegacyNode legacy = cluster.addLegacyNode();
        cluster.participants().forEach(Participant::start);
        cluster.run(Duration.ofSeconds(30));

        node.kill();
        legacy.kill();
        cluster.run(Duration.ofSeconds(1));
        node.start();
        legacy.start();
        cluster.run(Duration.ofMillis(260));

        assertThat(watcher.seen().get(node.label()).run()).isEqualTo(2);
        assertThat(watcher.seen().get(legacy.label()).run()).isEqualTo(2);
        assertThat(legacy.seen().get(node.label()).run())
                .as("as 0.01.x sees ours")
                .isEqualTo(2);
    }

    @Test
    void silentNodeOfVersion001IsStaleAfterTwentySecondsAndGoneAfterSixty() {
        SimulatedCluster cluster = new SimulatedCluster(2);
        SimulatedNode watcher = cluster.addNode();
        LegacyNode node = cluster.addLegacyNode();
        cluster.participants().forEach(Participant::start);
        cluster.run(Duration.ofSeconds(1));

        node.kill();
        cluster.run(Duration.ofSeconds(17));
        assertThat(watcher.seen().get(node.label()).state()).isEqualTo(MemberState.ONLINE);
        cluster.run(Duration.ofSeconds(4));
        assertThat(watcher.seen().get(node.label()).state()).isEqualTo(MemberState.STALE);
        cluster.run(Duration.ofSeconds(37));
        assertThat(watcher.seen()).containsKey(node.label());
        cluster.run(Duration.ofSeconds(3));
        assertThat(watcher.seen()).doesNotContainKey(node.label());
    }

    @Test
    void digestsRepairWhatMulticastDoesNotDeliver() {
        SimulatedCluster cluster = new SimulatedCluster(3);
        SimulatedNode watcher = cluster.addNode();
        LegacyNode legacy = cluster.addLegacyNode();
        cluster.participants().forEach(Participant::start);
        cluster.run(Duration.ofSeconds(5));
        cluster.network().loseMulticast();

        cluster.run(Duration.ofSeconds(150));

        assertThat(watcher.seen().get(legacy.label()).sequence()).isGreaterThan(10);
    }

    @Test
    void nodeThatDidNotRunForMinutesDoesNotTakeTheOthersForGone() {
        SimulatedCluster cluster = running(8, Mode.OPEN);
        SimulatedNode sleeper = node(cluster, 2);

        sleeper.pause();
        cluster.run(Duration.ofMinutes(5));
        sleeper.resume();

        assertThat(sleeper.seen().values()).hasSize(7).allMatch(seen -> seen.state() == MemberState.ONLINE);
        Duration took = cluster.runUntil("agreement", Duration.ofSeconds(2), cluster::isComplete);
        System.out.println("back after minutes: " + took);
    }

    @Test
    void wallClockStepsChangeNothing() {
        SimulatedCluster cluster = new SimulatedCluster(5);
        SimulatedNode node = cluster.addNode();
        LegacyNode legacy = cluster.addLegacyNode();
        cluster.addNode();
        cluster.participants().forEach(Participant::start);
        for (long hours : new long[] {1, -1, 24, -48, 24}) {
            cluster.run(Duration.ofSeconds(20));
            node.stepClock(Duration.ofHours(hours).toMillis());
            legacy.stepClock(Duration.ofHours(hours).toMillis());
            cluster.run(Duration.ofSeconds(10));
            Invariants.checkConverged(cluster.participants());
        }
    }

    @Test
    void clusterGoesFromOpenToSealedByWayOfMixedWithoutLosingSight() {
        SimulatedCluster cluster = new SimulatedCluster(6);
        List<SimulatedNode> open = cluster.addNodes(2, Mode.OPEN);
        List<SimulatedNode> mixed = cluster.addNodes(2, Mode.MIXED);
        List<SimulatedNode> sealed = cluster.addNodes(2, Mode.SEALED);
        cluster.participants().forEach(Participant::start);

        cluster.run(Duration.ofSeconds(70));

        Invariants.checkConverged(cluster.participants());
        assertThat(open.getFirst().seen()).hasSize(3);
        assertThat(mixed.getFirst().seen()).hasSize(5);
        assertThat(sealed.getFirst().seen()).hasSize(3);
    }
}
