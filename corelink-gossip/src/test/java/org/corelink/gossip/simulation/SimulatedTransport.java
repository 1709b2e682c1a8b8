package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.corelink.gossip.Format;
import org.corelink.gossip.Identity;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.transport.TransportStatus;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;
import org.jspecify.annotations.Nullable;

/** The way of one run of a {@link SimulatedNode} to the simulated network: its sockets, which end with it. */
final class SimulatedTransport implements Transport {
    /** As many datagrams as a socket's buffer holds while its process does not run. */
    private static final int SOCKET_CAPACITY = 300;

    private final SimulatedNode node;
    private final SimulatedCluster cluster;
    private final Invariants invariants;
    private final Wiretap wiretap;
    private final Map<Lane, Queue<Packet>> sockets = new EnumMap<>(Lane.class);
    private final Queue<InetAddress> refusals = new ArrayDeque<>();
    private Set<InetAddress> watched = Set.of();

    SimulatedTransport(SimulatedNode node, Identity identity, SimulatedCluster cluster, Invariants invariants) {
        this.node = node;
        this.cluster = cluster;
        this.invariants = invariants;
        this.wiretap = new Wiretap(identity);
        for (Lane lane : Lane.values()) {
            sockets.put(lane, new ArrayDeque<>());
        }
    }

    /** A packet has come from the network; one too many is lost. */
    void receive(Packet packet) {
        Queue<Packet> socket = sockets.get(packet.lane());
        if (socket.size() < SOCKET_CAPACITY) {
            socket.add(packet);
        }
    }

    /** The kernel at {@code from} says that nobody listens; tells whether anybody here wants to know. */
    boolean refused(InetAddress from) {
        return watched.contains(from) && refusals.add(from);
    }

    @Override
    public @Nullable Datagram poll() {
        for (Queue<Packet> socket : sockets.values()) {
            Packet packet = socket.poll();
            if (packet != null) {
                invariants.onReceive(packet);
                return packet.datagram();
            }
        }
        return null;
    }

    @Override
    public @Nullable InetAddress pollRefusal() {
        InetAddress refused = refusals.poll();
        if (refused != null) {
            invariants.onRefusal(refused);
        }
        return refused;
    }

    @Override
    public Sending multicast(byte[] datagram) {
        return toGroup(packet(datagram, Lane.GROUP));
    }

    @Override
    public Sending call(byte[] datagram) {
        return toGroup(packet(datagram, Lane.CALL));
    }

    private Sending toGroup(Packet packet) {
        note(packet, null);
        cluster.network().multicast(packet);
        return new Sending(1, 0);
    }

    @Override
    public Sending unicast(byte[] datagram, InetAddress to) {
        Packet packet = packet(datagram, Lane.DIRECT);
        note(packet, to);
        cluster.network().unicast(packet, to);
        return new Sending(1, 0);
    }

    @Override
    public Sending beat(byte[] datagram, InetAddress to) {
        Packet packet = packet(datagram, Lane.BEAT);
        note(packet, to);
        cluster.network().beat(packet, to);
        return new Sending(1, 0);
    }

    private Packet packet(byte[] datagram, Lane lane) {
        Message message = wiretap.read(datagram, cluster.scheduler().nowNanos());
        Heartbeat state = Wiretap.stateOf(message);
        Said said = state == null ? null : said(state, Format.of(datagram).orElseThrow());
        return new Packet(datagram, node.address(), lane, node.id(), message, said);
    }

    private Said said(Heartbeat heartbeat, Format format) {
        return new Said(
                node.id(),
                node.run(),
                format,
                heartbeat.origin().incarnation().orElse(0),
                heartbeat.sequence(),
                heartbeat.epochSeconds(),
                heartbeat.reading());
    }

    private void note(Packet packet, @Nullable InetAddress to) {
        if (packet.said() != null) {
            node.says(packet.said());
        }
        invariants.onSend(packet, to);
    }

    @Override
    public void watchRefusals(Set<InetAddress> addresses) {
        watched = Set.copyOf(addresses);
    }

    @Override
    public boolean isLocal(InetAddress from) {
        return true;
    }

    @Override
    public TransportStatus status() {
        return new TransportStatus(List.of("simulated0"), 1 << 20, 0);
    }

    @Override
    public void refresh(long nowNanos) {}

    @Override
    public void await(long nanos) {
        throw new AssertionError("a simulation never waits");
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
}
