package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;

/** Scenarios with a known course. */
class ClusterTest {
    @Test
    void twoHundredAndFiftyFourNodesThatStartAtOnceKnowEachOtherWithinOnePeriod() {
        SimulatedCluster cluster = new SimulatedCluster(254);
        for (int i = 0; i < 254; i++) {
            SimulatedNode node = cluster.addNode();
            cluster.scheduler().after(Duration.ofMillis(i), node::start);
        }

        cluster.run(Duration.ofSeconds(7));

        assertThat(cluster.isComplete()).isTrue();
        cluster.invariants().checkConverged(cluster.participants());
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
        cluster.run(Duration.ofMillis(10));

        assertThat(watcher.seen().get(node.label()).run()).isEqualTo(2);
        assertThat(watcher.seen().get(legacy.label()).run()).isEqualTo(2);
        assertThat(legacy.seen().get(node.label()).run())
                .as("as 0.01.x sees ours")
                .isEqualTo(2);
    }

    @Test
    void stoppedNodeIsStaleAfterTwentySecondsAndGoneAfterSixty() {
        SimulatedCluster cluster = new SimulatedCluster(2);
        SimulatedNode watcher = cluster.addNode();
        SimulatedNode node = cluster.addNode();
        cluster.participants().forEach(Participant::start);
        cluster.run(Duration.ofSeconds(1));
        String name = node.label();

        node.kill();
        cluster.run(Duration.ofSeconds(17));
        assertThat(watcher.seen().get(name).state()).isEqualTo(MemberState.ONLINE);
        cluster.run(Duration.ofSeconds(4));
        assertThat(watcher.seen().get(name).state()).isEqualTo(MemberState.STALE);
        cluster.run(Duration.ofSeconds(37));
        assertThat(watcher.seen()).containsKey(name);
        cluster.run(Duration.ofSeconds(3));
        assertThat(watcher.seen()).doesNotContainKey(name);
    }

    @Test
    void digestsRepairWhatMulticastDoesNotDeliver() {
        SimulatedCluster cluster = new SimulatedCluster(3);
        SimulatedNode watcher = cluster.addNode();
        SimulatedNode node = cluster.addNode();
        LegacyNode legacy = cluster.addLegacyNode();
        cluster.participants().forEach(Participant::start);
        cluster.run(Duration.ofSeconds(5));
        cluster.network().loseMulticast();

        cluster.run(Duration.ofSeconds(150));

        assertThat(watcher.seen()).containsKeys(node.name(), legacy.label());
        assertThat(watcher.seen().get(node.label()).sequence()).isGreaterThan(node.sequence() - 15);
        assertThat(watcher.seen().get(legacy.label()).sequence()).isGreaterThan(10);
    }

    @Test
    void nodeThatDidNotRunForMinutesDoesNotTakeTheOthersForGone() {
        SimulatedCluster cluster = new SimulatedCluster(4);
        SimulatedNode sleeper = cluster.addNode();
        SimulatedNode other = cluster.addNode();
        cluster.participants().forEach(Participant::start);
        cluster.run(Duration.ofSeconds(10));

        sleeper.pause();
        cluster.network().cut(other.address(), sleeper.address());
        cluster.run(Duration.ofMinutes(5));
        sleeper.resume();
        cluster.run(Duration.ofSeconds(1));
        assertThat(sleeper.seen().get(other.label()).state()).isEqualTo(MemberState.ONLINE);

        cluster.run(Duration.ofSeconds(20));
        assertThat(sleeper.seen().get(other.label()).state()).isEqualTo(MemberState.STALE);
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
            cluster.invariants().checkConverged(cluster.participants());
        }
    }
}
