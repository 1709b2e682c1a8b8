package org.corelink.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Identity;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Publication;
import org.corelink.node.NodeState;
import org.corelink.node.NodeStateCodec;
import org.corelink.node.SimulatedMachine;
import org.corelink.node.TrafficMeter;

/**
 * Machines that exist only in this process but gossip for real: each has sockets of its own on the loopback interface,
 * where this machine hears it and no other does.
 */
final class SimulatedMachines implements AutoCloseable {
    private static final long SEED = 77;

    private final List<GossipNode> nodes = new ArrayList<>();
    private final List<SimulatedMachine> machines = new ArrayList<>();
    private final List<TrafficMeter> traffic = new ArrayList<>();
    private final List<NodeId> ids = new ArrayList<>();

    /** What each says of itself, whole. */
    private final Map<NodeId, NodeState> states = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulation").factory());

    private final Mode mode;

    private SimulatedMachines(Mode mode) {
        this.mode = mode;
    }

    /**
     * Starts {@code count} machines named {@code sim-001}, ….
     *
     * @param console how the console beside them gossips: they use its port and its formats
     * @throws IOException if a port is taken; nothing is left running then
     */
    static SimulatedMachines start(int count, GossipConfig console) throws IOException {
        SimulatedMachines all = new SimulatedMachines(console.mode());
        try {
            for (int number = 1; number <= count; number++) {
                all.add(number, console);
            }
        } catch (IOException e) {
            all.close();
            throw e;
        }
        var _ = all.timer.scheduleAtFixedRate(
                new Recurring("a step of the simulation", all::step), 1, 1, TimeUnit.SECONDS);
        return all;
    }

    private void add(int number, GossipConfig console) throws IOException {
        SimulatedMachine machine = SimulatedMachine.of(SEED, number);
        GossipConfig config = GossipConfig.lan(String.format("sim-%03d", number))
                .withPort(console.port())
                .withMode(mode, console.keyring())
                .withBindAddress((Inet4Address) InetAddress.getByAddress(new byte[] {127, 77, 0, (byte) number}))
                .withListening(false);
        machines.add(machine);
        Identity identity = Identity.transientAt(Instant.now());
        GossipNode node =
                GossipNode.start(config, identity, said(machine.state(Version.CURRENT, 0)), SimulatedMachines::ignore);
        ids.add(identity.id());
        nodes.add(node);
        traffic.add(new TrafficMeter(node::counters, System::nanoTime));
    }

    /**
     * What was heard of a machine, with what the open format had no room for where it is one of these: a demonstration
     * shows each page in full. Any thread.
     */
    NodeState whole(NodeId id, NodeState heard) {
        return states.getOrDefault(id, heard);
    }

    private Publication said(NodeState state) {
        return NodeStateCodec.encode(mode, state, System.currentTimeMillis());
    }

    private static void ignore(MembershipView view, List<?> events) {
        // They only announce themselves.
    }

    private void step() {
        for (int i = 0; i < nodes.size(); i++) {
            machines.set(i, machines.get(i).next());
            NodeState state =
                    machines.get(i).state(Version.CURRENT, traffic.get(i).get().kbps());
            states.put(ids.get(i), state);
            nodes.get(i).publish(said(state));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        nodes.parallelStream().forEach(GossipNode::close);
    }
}
