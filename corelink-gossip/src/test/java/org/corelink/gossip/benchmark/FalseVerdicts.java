package org.corelink.gossip.benchmark;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.corelink.gossip.benchmark.contestant.Change;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;
import org.corelink.gossip.lan.State;

/** What was said of nodes that ran all the time, since a moment. */
final class FalseVerdicts {
    private final Cluster cluster;
    private final Set<String> running;
    private final int mark;

    private FalseVerdicts(Cluster cluster) {
        this.cluster = cluster;
        this.running = cluster.names();
        this.mark = cluster.views().mark();
    }

    /** Begins to count. Nobody may be started or ended until the end of that. */
    static FalseVerdicts in(Cluster cluster) {
        return new FalseVerdicts(cluster);
    }

    /** How often a node showed another one, that runs, as down, stale, left or gone. */
    Measurement down(Figure figure, Predicate<String> about) {
        return count(figure, change -> !change.state().isAlive() && about.test(change.name()));
    }

    /** How often a node suspected another one. */
    Measurement suspicions(Figure figure) {
        return count(figure, change -> change.state() == State.SUSPECT);
    }

    private Measurement count(Figure figure, Predicate<Change> counts) {
        List<Change> changes = cluster.views().since(mark).stream()
                .filter(change -> running.contains(change.name()))
                .filter(counts)
                .toList();
        changes.stream()
                .filter(change -> !change.state().isAlive())
                .limit(5)
                .forEach(change -> Results.say("false: " + change));
        return Measurement.of(figure, changes.size());
    }
}
