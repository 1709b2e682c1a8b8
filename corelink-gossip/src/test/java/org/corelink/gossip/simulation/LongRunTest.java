package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.Test;

/** Hours of a calm cluster, {@code -Dcorelink.simulation.hours} of them: little happens, and nothing grows. */
class LongRunTest {
    private static final int DEFAULT_HOURS = 6;

    private final SimulatedCluster cluster = new SimulatedCluster(7);
    private final SimulatedNode watcher = cluster.addNode(Mode.MIXED);
    private final List<Participant> others =
            List.of(cluster.addNode(Mode.MIXED), cluster.addNode(Mode.OPEN), cluster.addLegacyNode());

    /** Every ten minutes one of the others restarts, or is gone for so long that it is forgotten. */
    private void passHour() {
        for (int i = 0; i < 6; i++) {
            Participant one = others.get(i % others.size());
            cluster.run(Duration.ofMinutes(5));
            watcher.publish(i == 0);
            one.kill();
            cluster.run(i < 3 ? Duration.ofSeconds(5) : Duration.ofMinutes(2));
            one.start();
            cluster.run(i < 3 ? Duration.ofSeconds(295) : Duration.ofMinutes(3));
        }
    }

    @Test
    void nothingGrowsHoweverLongANodeRuns() {
        cluster.participants().forEach(Participant::start);
        passHour();
        int before = Holdings.of(watcher.agent());

        int hours = Integer.getInteger("corelink.simulation.hours", DEFAULT_HOURS);
        for (int hour = 1; hour < hours; hour++) {
            passHour();
        }

        assertThat(Holdings.of(watcher.agent())).isLessThanOrEqualTo(before + before / 20);
        Invariants.checkConverged(cluster.participants());
        GossipCounters counters = watcher.agent().counters();
        assertThat(counters.refuted()).isZero();
        assertThat(counters.faults()).isZero();
        assertThat(watcher.agent().view().conditions()).isEmpty();
    }
}
