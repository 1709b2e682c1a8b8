package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.contestant.Seat;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;
import org.corelink.gossip.lan.State;

/**
 * A host loses its power: nothing comes from it any more, not even an error of ICMP. Then it gets its cable back.
 *
 * @param lossPercent what each host loses meanwhile
 * @param down the figure of the time until it is down at all others
 * @param online the figure of the time until it is online again at all others
 */
record Unplug(int lossPercent, Figure down, Figure online) implements Scenario {
    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        if (lossPercent > 0) {
            cluster.losePercent(lossPercent);
        }
        Seat seat = cluster.lastTaken();
        List<Integer> others = cluster.observersBut(seat);
        long unplugged = System.nanoTime();
        seat.host().unplug();
        Outcome gone = cluster.await(
                others, unplugged, view -> !view.state(seat.name()).isAlive(), Cluster.LIMIT);
        long plugged = System.nanoTime();
        seat.host().plugIn();
        Outcome back = cluster.await(others, plugged, view -> view.state(seat.name()) == State.ONLINE, Cluster.LIMIT);
        List<Measurement> all = new ArrayList<>(List.of(gone.last(down), back.last(online)));
        if (lossPercent == 0) {
            all.add(gone.median(Figure.UNPLUG_MEDIAN));
        }
        return all;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }
}
