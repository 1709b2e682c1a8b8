package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.util.List;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.contestant.RunningNode;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;

/** A process ends without a word; the kernel of its host goes on. */
record Crash() implements Scenario {
    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        RunningNode victim = cluster.node(cluster.lastTaken());
        String name = victim.seat().name();
        long killed = victim.kill();
        Outcome down = cluster.await(
                cluster.observers(), killed, view -> !view.state(name).isAlive(), Cluster.LIMIT);
        return List.of(down.median(Figure.CRASH_MEDIAN), down.last(Figure.CRASH_LAST));
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }
}
