package org.corelink.server;

import java.io.IOException;
import org.corelink.gossip.GossipConfig;

/** Simulated machines in the test's process, whom the console under test hears; so that its cost is its own. */
public final class SimulatedNeighbours implements AutoCloseable {
    private final SimulatedMachines machines;

    private SimulatedNeighbours(SimulatedMachines machines) {
        this.machines = machines;
    }

    /** Starts {@code count} machines of 8 GPUs beside the console that runs now. */
    public static SimulatedNeighbours start(int count) throws IOException {
        return new SimulatedNeighbours(
                SimulatedMachines.start(count, GossipConfig.lan("console").withPort(TestConsole.gossipPort())));
    }

    @Override
    public void close() {
        machines.close();
    }
}
