package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;

/** The cable between the switches is cut, with half of the nodes on each side, and repaired after 90 seconds. */
record Partition() implements Scenario {
    private static final Duration CUT = Duration.ofSeconds(90);

    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        long cut = System.nanoTime();
        cluster.lan().segment().partition();
        Outcome noticed = cluster.await(
                cluster.observers(), cut, view -> view.alive() == half(cluster, view.observer()) - 1, CUT);
        Cluster.pass(CUT.minusNanos(Math.min(CUT.toNanos(), System.nanoTime() - cut)));
        long healed = System.nanoTime();
        cluster.lan().segment().heal();
        Outcome agreed = cluster.awaitAllKnowAll(healed, Cluster.LIMIT);
        return List.of(noticed.last(Figure.PARTITION_NOTICED), agreed.last(Figure.PARTITION_HEALED));
    }

    /** How many are on the same side as this one: hosts take turns between the switches. */
    private static int half(Cluster cluster, int observer) {
        return (int) cluster.running().stream()
                .filter(node -> node.seat().index() % 2 == observer % 2)
                .count();
    }
}
