package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.corelink.gossip.benchmark.contestant.RunningNode;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;

/** One node gets no processor for three seconds of every ten. */
record Pause() implements Scenario {
    private static final Duration PAUSED = Duration.ofSeconds(3);
    private static final Duration RUNNING = Duration.ofSeconds(7);

    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        RunningNode slow = cluster.node(cluster.lastTaken());
        String name = slow.seat().name();
        FalseVerdicts verdicts = FalseVerdicts.in(cluster);
        Duration cycle = PAUSED.plus(RUNNING);
        for (long cycles = cluster.lossTime().dividedBy(cycle); cycles > 0; cycles--) {
            slow.pause();
            Cluster.pass(PAUSED);
            slow.resume();
            Cluster.pass(RUNNING);
        }
        return List.of(
                verdicts.down(Figure.PAUSE_ABOUT_IT, name::equals),
                verdicts.down(Figure.PAUSE_ABOUT_OTHERS, about -> !about.equals(name)));
    }
}
