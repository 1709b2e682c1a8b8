package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.membership.Identity;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.runtime.GossipAgent;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.OpenDecoder;
import org.jspecify.annotations.Nullable;

/** A node of this version: the real agent, codec and membership on a simulated clock and network. */
final class SimulatedNode implements Participant {
    /** Monotonic time begins shortly before it wraps, so that every run crosses the wrap. */
    private static final long NANOS_AT_START =
            Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private static final long EPOCH_MILLIS_AT_START = 1_795_442_639_123L;

    /** As many datagrams as a socket's buffer holds while its process does not run. */
    private static final int SOCKET_CAPACITY = 300;

    private static final Pattern RUN = Pattern.compile("\"run\":\\s*(\\d+)");

    private final EventScheduler scheduler;
    private final SimulatedNetwork network;
    private final Invariants invariants;
    private final RandomGenerator random;
    private final GossipConfig config;
    private final InetAddress address;
    private final Queue<Packet> socket = new ArrayDeque<>();
    private @Nullable GossipAgent agent;
    private boolean paused;
    private long clockOffsetMillis;
    private int run;
    private long sequence;
    private int publications;
    private long wakeNumber;

    SimulatedNode(SimulatedCluster cluster, GossipConfig config, InetAddress address, RandomGenerator random) {
        this.scheduler = cluster.scheduler();
        this.network = cluster.network();
        this.invariants = cluster.invariants();
        this.random = random;
        this.config = config;
        this.address = address;
    }

    /** Which run of its node a payload of the simulation comes from. */
    static int runOf(Payload payload) {
        Matcher matcher = RUN.matcher(new String(payload.toByteArray(), UTF_8));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void start() {
        run++;
        socket.clear();
        paused = false;
        Moment now = now();
        Identity identity = Identity.startingAt(name(), Instant.ofEpochMilli(now.epochMillis()));
        invariants.onStart(this, run, identity.incarnation());
        Membership membership = new Membership(identity, config, payload(), random, now.nanos());
        agent = new GossipAgent(
                config, membership, new Port(), this::now, (view, events) -> invariants.onChange(this, view, events));
        work();
    }

    private Moment now() {
        long nowNanos = scheduler.nowNanos();
        return new Moment(NANOS_AT_START + nowNanos, EPOCH_MILLIS_AT_START + clockOffsetMillis + nowNanos / 1_000_000);
    }

    private Payload payload() {
        return Payload.of(("{\"run\":" + run + ",\"change\":" + publications++ + "}").getBytes(UTF_8));
    }

    private void work() {
        if (agent == null || paused) {
            return;
        }
        long dueNanos = agent.doWork() - now().nanos();
        invariants.onTurn(this, agent);
        long number = ++wakeNumber;
        scheduler.after(dueNanos, () -> {
            if (number == wakeNumber) {
                work();
            }
        });
    }

    /** New readings are there. */
    void publish(boolean urgent) {
        if (agent != null) {
            agent.publish(payload(), urgent);
            if (urgent) {
                work();
            }
        }
    }

    @Override
    public void receive(Packet packet) {
        if (agent != null && socket.size() < SOCKET_CAPACITY) {
            socket.add(packet);
            work();
        }
    }

    @Override
    public void kill() {
        agent = null;
        invariants.onKill(this);
    }

    @Override
    public boolean isRunning() {
        return agent != null;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            invariants.onResume(this);
            work();
        }
    }

    @Override
    public void stepClock(long millis) {
        clockOffsetMillis += millis;
    }

    @Override
    public NodeId name() {
        return config.self();
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public int run() {
        return run;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    GossipConfig config() {
        return config;
    }

    @Override
    public Map<NodeId, Seen> seen() {
        Map<NodeId, Seen> seen = new HashMap<>();
        if (agent != null) {
            agent.view()
                    .members()
                    .forEach(member -> seen.put(
                            member.id(), new Seen(member.state(), runOf(member.payload()), member.sequence())));
        }
        return seen;
    }

    private Packet packet(byte[] datagram) {
        Said said =
                switch (OpenDecoder.decode(datagram)) {
                    case Decoding.Decoded(Heartbeat heartbeat) -> said(heartbeat);
                    case Decoding.Decoded(DigestResponse(Heartbeat state)) -> said(state);
                    case Decoding.Decoded(DigestRequest request) -> null;
                    case Decoding.Rejected(var reason) ->
                        throw new AssertionError(name() + " sent a datagram that is " + reason);
                };
        return new Packet(datagram, address, said);
    }

    private Said said(Heartbeat heartbeat) {
        return new Said(name(), run, heartbeat.sequence(), heartbeat.epochSeconds(), heartbeat.payload());
    }

    /** The node's way to the network. */
    private final class Port implements Transport {
        @Override
        public @Nullable Datagram poll() {
            Packet packet = socket.poll();
            if (packet == null) {
                return null;
            }
            invariants.onReceive(SimulatedNode.this, packet);
            return packet.datagram();
        }

        @Override
        public Sending multicast(byte[] datagram) {
            Packet packet = packet(datagram);
            if (packet.said() != null) {
                sequence = packet.said().sequence();
                invariants.onHeartbeat(packet.said());
            }
            network.multicast(packet);
            return new Sending(1, 0);
        }

        @Override
        public Sending unicast(byte[] datagram, InetAddress to) {
            network.unicast(packet(datagram), to);
            return new Sending(1, 0);
        }

        @Override
        public boolean isLocal(InetAddress from) {
            return true;
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
}
