package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.runtime.Channel;
import org.corelink.gossip.runtime.Codecs;
import org.corelink.gossip.runtime.GossipAgent;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.transport.TransportStatus;
import org.corelink.gossip.wire.Heartbeat;
import org.jspecify.annotations.Nullable;

/** A node of this version: the real agent, codecs and membership on a simulated clock and network. */
final class SimulatedNode implements Participant {
    /** Monotonic time begins shortly before it wraps, so that every run crosses the wrap. */
    private static final long NANOS_AT_START =
            Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private static final long EPOCH_MILLIS_AT_START = 1_795_442_639_123L;

    /** As many datagrams as a socket's buffer holds while its process does not run. */
    private static final int SOCKET_CAPACITY = 300;

    private static final Pattern RUN = Pattern.compile("\"run\":\\s*(\\d+)");

    private final SimulatedCluster cluster;
    private final EventScheduler scheduler;
    private final SimulatedNetwork network;
    private final Invariants invariants;
    private final RandomGenerator random;
    private final SimulatedDisk disk;
    private final GossipConfig config;
    private final InetAddress address;
    private final Map<Lane, Queue<Packet>> sockets = new EnumMap<>(Lane.class);
    private final Queue<InetAddress> refusals = new ArrayDeque<>();
    private Set<InetAddress> watched = Set.of();
    private @Nullable GossipAgent agent;
    private boolean paused;
    private long clockOffsetMillis;
    private int run;
    private long sequence;
    private int publications;
    private long wakeNumber;

    SimulatedNode(SimulatedCluster cluster, GossipConfig config, InetAddress address, RandomGenerator random) {
        this.cluster = cluster;
        this.scheduler = cluster.scheduler();
        this.network = cluster.network();
        this.invariants = cluster.invariants();
        this.random = random;
        this.disk = new SimulatedDisk(random);
        this.config = config;
        this.address = address;
        for (Lane lane : Lane.values()) {
            sockets.put(lane, new ArrayDeque<>());
        }
    }

    /** Which run of its node a payload of the simulation comes from. */
    static int runOf(Payload payload) {
        Matcher matcher = RUN.matcher(new String(payload.toByteArray(), UTF_8));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void start() {
        run++;
        sockets.values().forEach(Queue::clear);
        refusals.clear();
        paused = false;
        Moment now = now();
        Identity identity = disk.next(now.epochMillis());
        invariants.onStart(this, run, identity.incarnation());
        List<Channel> channels = new ArrayList<>();
        for (Format format : config.mode().formats()) {
            Membership membership = new Membership(format, identity, config, publication(), random, now);
            channels.add(new Channel(format, Codecs.of(format, identity, config), membership));
        }
        agent = new GossipAgent(
                identity.id(),
                config,
                channels,
                new Port(),
                this::now,
                (view, events) -> invariants.onChange(this, view, events));
        work();
    }

    private Moment now() {
        long nowNanos = scheduler.nowNanos();
        return new Moment(NANOS_AT_START + nowNanos, EPOCH_MILLIS_AT_START + clockOffsetMillis + nowNanos / 1_000_000);
    }

    private Publication publication() {
        Payload reading = Payload.of(("{\"run\":" + run + ",\"change\":" + publications++ + "}").getBytes(UTF_8));
        return new Publication(reading, Payload.of(("inventory of run " + run).getBytes(UTF_8)), reading);
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
            agent.publish(publication(), urgent);
            if (urgent) {
                work();
            }
        }
    }

    @Override
    public void receive(Packet packet) {
        Queue<Packet> socket = sockets.get(packet.lane());
        if (agent != null && socket.size() < SOCKET_CAPACITY) {
            socket.add(packet);
            if (packet.lane().isUrgent()) {
                work();
            }
        }
    }

    @Override
    public void refused(InetAddress from) {
        if (agent != null && watched.contains(from)) {
            refusals.add(from);
            work();
        }
    }

    @Override
    public void kill() {
        agent = null;
        invariants.onEnd(this);
    }

    @Override
    public void stop() {
        if (agent != null && !paused) {
            invariants.onGoodbye(this);
            agent.leave();
            agent.leave();
            agent.leave();
        }
        kill();
    }

    @Override
    public boolean isRunning() {
        return agent != null;
    }

    @Override
    public void pause() {
        paused = true;
        invariants.onPause(this);
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
    public String label() {
        return config.name();
    }

    @Override
    public NodeId id() {
        return disk.id();
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

    /** The real thing; only while it runs. */
    GossipAgent agent() {
        if (agent == null) {
            throw new IllegalStateException(label() + " does not run");
        }
        return agent;
    }

    @Override
    public boolean understands(Participant other) {
        Mode mode = config.mode();
        return switch (other) {
            case SimulatedNode node -> node.config.mode().formats().stream().anyMatch(mode.formats()::contains);
            default -> mode != Mode.SEALED;
        };
    }

    @Override
    public Map<String, Seen> seen() {
        Map<String, Seen> seen = new HashMap<>();
        if (agent != null) {
            agent.view()
                    .members()
                    .forEach(member -> seen.put(
                            cluster.label(member.id()),
                            new Seen(member.state(), runOf(member.reading()), member.sequence())));
        }
        return seen;
    }

    private Packet packet(byte[] datagram, Lane lane) {
        return new Packet(
                datagram,
                address,
                lane,
                cluster.wiretap()
                        .state(datagram)
                        .map(state -> said(state, Format.of(datagram).orElseThrow()))
                        .orElse(null));
    }

    private Said said(Heartbeat heartbeat, Format format) {
        return new Said(
                id(),
                run,
                format,
                heartbeat.origin().incarnation().orElse(0),
                heartbeat.sequence(),
                heartbeat.epochSeconds(),
                heartbeat.reading());
    }

    /** The node's way to the network. */
    private final class Port implements Transport {
        @Override
        public @Nullable Datagram poll() {
            for (Queue<Packet> socket : sockets.values()) {
                Packet packet = socket.poll();
                if (packet != null) {
                    invariants.onReceive(SimulatedNode.this, packet);
                    return packet.datagram();
                }
            }
            return null;
        }

        @Override
        public @Nullable InetAddress pollRefusal() {
            return refusals.poll();
        }

        @Override
        public Sending multicast(byte[] datagram) {
            Packet packet = packet(datagram, Lane.GROUP);
            if (packet.said() != null) {
                invariants.onHeartbeat(SimulatedNode.this, packet.said());
            }
            note(packet);
            network.multicast(packet);
            return new Sending(1, 0);
        }

        @Override
        public Sending call(byte[] datagram) {
            network.multicast(packet(datagram, Lane.CALL));
            return new Sending(1, 0);
        }

        @Override
        public Sending unicast(byte[] datagram, InetAddress to) {
            Packet packet = packet(datagram, Lane.DIRECT);
            note(packet);
            network.unicast(packet, to);
            return new Sending(1, 0);
        }

        private void note(Packet packet) {
            if (packet.said() != null) {
                sequence = packet.said().sequence();
                invariants.onSaid(packet.said());
            }
        }

        @Override
        public Sending beat(byte[] datagram, InetAddress to) {
            network.beat(packet(datagram, Lane.BEAT), to);
            return new Sending(1, 0);
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
}
