package org.corelink.gossip.simulation;

import java.time.Duration;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.corelink.gossip.membership.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A cluster of {@code -Dcorelink.simulation.nodes} nodes: what holds for few holds for many. */
@Execution(ExecutionMode.CONCURRENT)
class LargeClusterTest {
    private static final int DEFAULT_NODES = 128;

    /**
     * Until each has spoken in its regular rhythm: the first heartbeats of all come at one time, and of more than a socket
     * holds some are lost.
     */
    private static final Duration SPOKEN = Timing.START_HEARTBEAT
            .multipliedBy(Timing.START_HEARTBEATS)
            .plus(Bounds.heartbeat(GossipConfig.lan("any")));

    @Test
    void manyNodesThatStartAtOnceKnowEachOtherAndWhoCrashes() {
        int size = Integer.getInteger("corelink.simulation.nodes", DEFAULT_NODES);
        SimulatedCluster cluster = new SimulatedCluster(size);
        cluster.addNodes(size, Mode.OPEN).forEach(node -> cluster.scheduler().after(0, node::start));
        cluster.run(Duration.ofMillis(1));
        Duration start = cluster.runUntil("a full view", Duration.ofSeconds(1), cluster::isComplete);
        cluster.run(SPOKEN);
        Invariants.checkConverged(cluster.participants());

        Participant crashed = cluster.participants().get(size / 2);
        crashed.kill();
        Duration crash =
                cluster.runUntil("down at all", Bounds.CRASH, () -> cluster.isSeenByAll(crashed, MemberState.DOWN));

        System.out.println("start of " + size + ": " + start + ", crash among them: " + crash);
    }
}
