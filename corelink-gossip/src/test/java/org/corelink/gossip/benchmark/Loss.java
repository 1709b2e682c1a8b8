package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.util.List;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;
import org.corelink.gossip.lan.Host;

/**
 * All nodes run, and every host loses a part of what it is sent.
 *
 * @param percent that part
 * @param down the figure of the false verdicts
 * @param suspicions the figure of the suspicions, which harm nobody
 */
record Loss(int percent, Figure down, Figure suspicions) implements Scenario {
    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        FalseVerdicts verdicts = FalseVerdicts.in(cluster);
        cluster.losePercent(percent);
        Cluster.pass(cluster.lossTime());
        for (Host host : cluster.lan().hosts()) {
            if (host.lostDatagrams() == 0) {
                throw new IllegalStateException("nothing was lost at " + host.address() + ": nothing is proven");
            }
        }
        return List.of(verdicts.down(down, _ -> true), verdicts.suspicions(suspicions));
    }
}
