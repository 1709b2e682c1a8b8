package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.contestant.Seat;
import org.corelink.gossip.benchmark.contestant.Wait;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;
import org.corelink.gossip.lan.State;

/**
 * A node starts that was never there.
 *
 * @param lossPercent what each host loses meanwhile
 */
record Join(int lossPercent) implements Scenario {
    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        if (lossPercent > 0) {
            cluster.losePercent(lossPercent);
        }
        Seat seat = cluster.free();
        FirstDatagram first = FirstDatagram.on(seat.host());
        List<Integer> others = cluster.observers();
        long exec = cluster.start(seat).execNanos();
        Wait seenBy = cluster.views().expect(others, exec, view -> view.state(seat.name()) == State.ONLINE);
        Wait fullAt = cluster.views().expect(cluster.observersOf(seat), exec, cluster.allOthersOnline());
        Outcome seen = cluster.views().await(seenBy, Cluster.LIMIT);
        Outcome full = cluster.views().await(fullAt, Cluster.LIMIT);
        return measurements(seen, full, first.secondsAfter(exec));
    }

    private List<Measurement> measurements(Outcome seen, Outcome full, double firstSeconds) {
        if (lossPercent > 0) {
            return List.of(seen.last(Figure.LOSSY_JOIN_SEEN), full.last(Figure.LOSSY_JOIN_FULL));
        }
        List<Measurement> all = new ArrayList<>(List.of(seen.last(Figure.JOIN_SEEN), full.last(Figure.JOIN_FULL)));
        all.add(seen.last(Figure.JOIN_SEEN_AFTER_PACKET).minus(firstSeconds));
        all.add(full.last(Figure.JOIN_FULL_AFTER_PACKET).minus(firstSeconds));
        return all;
    }

    @Override
    public int newcomers() {
        return 1;
    }
}
