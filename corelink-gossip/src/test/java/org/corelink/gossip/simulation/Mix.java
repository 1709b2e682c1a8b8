package org.corelink.gossip.simulation;

import java.util.random.RandomGenerator;
import org.corelink.gossip.Mode;

/** Which formats the machines of a scenario speak. */
enum Mix {
    OPEN,
    SEALED,
    /** On the way from open to sealed. */
    CHANGING;

    /** Once a scenario has so many, nobody joins any more. */
    int mostMachines() {
        return 12;
    }

    Participant addTo(SimulatedCluster cluster, RandomGenerator random) {
        if (this != SEALED && random.nextInt(4) == 0) {
            return cluster.addLegacyNode();
        }
        return addNodeTo(cluster, random);
    }

    SimulatedNode addNodeTo(SimulatedCluster cluster, RandomGenerator random) {
        return switch (this) {
            case OPEN -> cluster.addNode(Mode.OPEN);
            case SEALED -> cluster.addNode(Mode.SEALED);
            case CHANGING -> cluster.addNode(random.nextInt(3) == 0 ? Mode.OPEN : Mode.MIXED);
        };
    }
}
