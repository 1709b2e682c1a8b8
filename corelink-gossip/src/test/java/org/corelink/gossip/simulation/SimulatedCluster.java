package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.NodeId;

/** Some nodes on one simulated LAN. */
final class SimulatedCluster {
    private final SplittableRandom random;
    private final EventScheduler scheduler = new EventScheduler();
    private final SimulatedNetwork network;
    private final Invariants invariants = new Invariants(scheduler);
    private final List<Participant> participants = new ArrayList<>();

    SimulatedCluster(long seed) {
        random = new SplittableRandom(seed);
        network = new SimulatedNetwork(scheduler, random.split());
    }

    SimulatedNode addNode() {
        GossipConfig config = GossipConfig.lan(new NodeId("node-" + participants.size()));
        SimulatedNode node =
                new SimulatedNode(this, config, SimulatedNetwork.address(participants.size()), random.split());
        add(node);
        return node;
    }

    LegacyNode addLegacyNode() {
        NodeId name = new NodeId("legacy-" + participants.size());
        LegacyNode node = new LegacyNode(this, name, SimulatedNetwork.address(participants.size()), random.split());
        add(node);
        return node;
    }

    private void add(Participant participant) {
        participants.add(participant);
        network.attach(participant);
    }

    EventScheduler scheduler() {
        return scheduler;
    }

    SimulatedNetwork network() {
        return network;
    }

    Invariants invariants() {
        return invariants;
    }

    List<Participant> participants() {
        return participants;
    }

    void run(Duration duration) {
        scheduler.run(duration);
    }

    /** Whether every running node shows all other running nodes. */
    boolean isComplete() {
        long running = participants.stream().filter(Participant::isRunning).count();
        return participants.stream()
                .filter(Participant::isRunning)
                .allMatch(participant -> participant.seen().size() == running - 1);
    }
}
