package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;

/** Something that happens to a cluster, and what of it is measured. */
sealed interface Scenario permits Join, Quiet, Crash, Restart, Unplug, Loss, Pause, Partition {
    /** All of them, by the words of the command line, in the order in which they make sense. */
    SequencedMap<String, Scenario> ALL = all();

    private static SequencedMap<String, Scenario> all() {
        SequencedMap<String, Scenario> all = new LinkedHashMap<>();
        all.put("join", new Join(0));
        all.put("join25", new Join(25));
        all.put("quiet", new Quiet());
        all.put("crash", new Crash());
        all.put("restart", new Restart());
        all.put("unplug", new Unplug(0, Figure.UNPLUG_LAST, Figure.REPLUG_LAST));
        all.put("unplug25", new Unplug(25, Figure.LOSSY_UNPLUG_LAST, Figure.LOSSY_REPLUG_LAST));
        all.put("loss10", new Loss(10, Figure.FALSE_DOWN_10, Figure.SUSPICIONS_10));
        all.put("loss25", new Loss(25, Figure.FALSE_DOWN_25, Figure.SUSPICIONS_25));
        all.put("loss40", new Loss(40, Figure.FALSE_DOWN_40, Figure.SUSPICIONS_40));
        all.put("pause", new Pause());
        all.put("partition", new Partition());
        return all;
    }

    /** Plays it on a cluster where all know all. Leaves the cluster able to come to that state again by itself. */
    List<Measurement> play(Cluster cluster) throws IOException, InterruptedException;

    /** Whether it is worth playing more than once: it is over soon, and takes a different time each time. */
    default boolean isRepeatable() {
        return false;
    }

    /** How many nodes it wants that have not started yet. */
    default int newcomers() {
        return 0;
    }
}
