package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.contestant.RunningNode;
import org.corelink.gossip.benchmark.contestant.Seat;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;

/** A process crashes and is started again. When do the others show what the new one says? */
record Restart() implements Scenario {
    private static final Duration AWAY = Duration.ofSeconds(3);

    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        Seat seat = cluster.lastTaken();
        cluster.node(seat).kill();
        Cluster.pass(AWAY);
        FirstDatagram first = FirstDatagram.on(seat.host());
        RunningNode again = cluster.start(seat);
        Outcome fresh = cluster.await(
                cluster.observersBut(seat),
                again.execNanos(),
                view -> view.hasNews(seat.name(), again.execEpochSeconds()),
                Cluster.LIMIT);
        return List.of(
                fresh.last(Figure.RESTART_AFTER_EXEC),
                fresh.last(Figure.RESTART_AFTER_PACKET).minus(first.secondsAfter(again.execNanos())));
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }
}
