package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;

/** Some nodes on one simulated LAN. */
final class SimulatedCluster {
    /** So often is looked whether something holds that is waited for. */
    private static final Duration LOOK = Duration.ofMillis(10);

    static {
        FastSignatures.use();
    }

    private final SplittableRandom random;
    private final EventScheduler scheduler = new EventScheduler();
    private final SimulatedNetwork network;
    private final Truth truth;
    private final Story story = new Story(scheduler);
    private final List<Participant> participants = new ArrayList<>();
    private final Map<NodeId, String> labels = new HashMap<>();
    private Keyring keyring = Keys.ring(Keys.FIRST_EPOCH);
    private PayloadSizes payloadSizes = PayloadSizes.ANY;
    private int addresses;

    SimulatedCluster(long seed) {
        random = new SplittableRandom(seed);
        network = new SimulatedNetwork(scheduler, random.split());
        truth = new Truth(scheduler, network);
    }

    /** From now on what nodes say about themselves has these sizes. */
    void say(PayloadSizes sizes) {
        payloadSizes = sizes;
    }

    PayloadSizes payloadSizes() {
        return payloadSizes;
    }

    SimulatedNode addNode() {
        return addNode(Mode.OPEN);
    }

    SimulatedNode addNode(Mode mode) {
        String label = "node-" + participants.size();
        SimulatedNode node = new SimulatedNode(this, label, mode, nextAddress(), random.split());
        add(node);
        return node;
    }

    List<SimulatedNode> addNodes(int count, Mode mode) {
        List<SimulatedNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(addNode(mode));
        }
        return nodes;
    }

    LegacyNode addLegacyNode() {
        String label = "legacy-" + participants.size();
        LegacyNode node = new LegacyNode(this, label, nextAddress(), random.split());
        add(node);
        return node;
    }

    private void add(Participant participant) {
        participants.add(participant);
        network.attach(participant);
        name(participant);
    }

    /** An address that no machine had before. */
    InetAddress nextAddress() {
        return SimulatedNetwork.address(addresses++);
    }

    /** What an administrator gives to a machine that joins now. */
    Keyring keyring() {
        return keyring;
    }

    void rotate(Keyring ring) {
        keyring = ring;
    }

    /** From now on the id of that machine means it. */
    void name(Participant participant) {
        labels.put(participant.id(), participant.label());
    }

    /** The label of a node that people would know. */
    String label(NodeId id) {
        return labels.getOrDefault(id, id.value());
    }

    EventScheduler scheduler() {
        return scheduler;
    }

    SimulatedNetwork network() {
        return network;
    }

    Story story() {
        return story;
    }

    Truth truth() {
        return truth;
    }

    List<Participant> participants() {
        return participants;
    }

    void run(Duration duration) {
        scheduler.run(duration);
    }

    /** Runs until {@code condition} holds; returns the time that took, or fails after {@code limit}. */
    Duration runUntil(String what, Duration limit, BooleanSupplier condition) {
        return runUntil(what, limit, () -> condition.getAsBoolean() ? List.of() : participants);
    }

    /** Runs until nobody is left for whom something does not hold yet; it fails after {@code limit}. */
    Duration runUntil(String what, Duration limit, Supplier<List<Participant>> left) {
        long startNanos = scheduler.nowNanos();
        List<Participant> now = left.get();
        while (!now.isEmpty()) {
            if (scheduler.nowNanos() - startNanos > limit.toNanos()) {
                throw new AssertionError(what + ": not within " + limit + " at "
                        + now.stream().map(Participant::label).toList());
            }
            scheduler.run(LOOK);
            now = left.get();
        }
        return Duration.ofNanos(scheduler.nowNanos() - startNanos);
    }

    /** Whether every running node shows all other running nodes as online. */
    boolean isComplete() {
        long running = participants.stream().filter(Participant::isRunning).count();
        return participants.stream()
                .filter(Participant::isRunning)
                .allMatch(participant -> online(participant) == running - 1);
    }

    private static long online(Participant participant) {
        return participant.seen().values().stream()
                .filter(seen -> seen.state() == MemberState.ONLINE)
                .count();
    }

    /** Whether every other running node shows {@code subject} in that state. */
    boolean isSeenByAll(Participant subject, MemberState state) {
        return participants.stream()
                .filter(observer -> observer.isRunning() && !observer.equals(subject))
                .allMatch(observer -> {
                    Participant.Seen seen = observer.seen().get(subject.label());
                    return seen != null && seen.state() == state;
                });
    }
}
