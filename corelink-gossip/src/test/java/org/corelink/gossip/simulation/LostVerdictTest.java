package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Machines are unplugged at the moment in which every fourth datagram begins to be lost, so that nobody has measured the
 * loss yet: who misses the verdict finds it out. {@code -Dcorelink.unplugs=500} plays that many seeds.
 */
class LostVerdictTest {
    private static final int NODES = 16;
    private static final int UNPLUGGED = 3;
    private static final int DEFAULT_SEEDS = 12;
    private static final Duration TARGET = Duration.ofSeconds(6);

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void unpluggedMachinesAreDownAtAllWithinSixSecondsOfTheFirstLoss(Mode mode) {
        int seeds = Integer.getInteger("corelink.unplugs", DEFAULT_SEEDS);
        List<Duration> times = LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> downAtAll(seed, mode))
                .sorted()
                .toList();

        System.out.printf(
                Locale.ROOT,
                "%d unplugged among %d at a fresh loss of 25 %%, %s, %d seeds: median %s, most %s%n",
                UNPLUGGED,
                NODES,
                mode,
                seeds,
                times.get(seeds / 2),
                times.getLast());
        assertThat(times.getLast()).isLessThanOrEqualTo(TARGET);
    }

    private static Duration downAtAll(long seed, Mode mode) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedCluster cluster = new SimulatedCluster(seed);
        List<SimulatedNode> nodes = cluster.addNodes(NODES, mode);
        nodes.forEach(node -> cluster.scheduler().after(random.nextLong(1_000_000_000L), node::start));
        cluster.run(Duration.ofSeconds(8));
        List<SimulatedNode> dead = nodes.subList(0, UNPLUGGED);

        cluster.network().disturb(0.25, 0, SimulatedNetwork.DELAY);
        dead.forEach(node -> cluster.network().unplug(node.address()));
        dead.forEach(SimulatedNode::kill);

        return cluster.runUntil(
                "down at all, seed " + seed,
                Duration.ofSeconds(30),
                () -> dead.stream().allMatch(node -> cluster.isSeenByAll(node, MemberState.DOWN)));
    }
}
