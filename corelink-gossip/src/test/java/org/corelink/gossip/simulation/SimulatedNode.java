package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.runtime.Channel;
import org.corelink.gossip.runtime.Codecs;
import org.corelink.gossip.runtime.GossipAgent;
import org.jspecify.annotations.Nullable;

/** A node of this version: the real agent, codecs and membership on a simulated clock and network. */
final class SimulatedNode implements Participant {
    /** Monotonic time begins shortly before it wraps, so that every run crosses the wrap. */
    private static final long NANOS_AT_START =
            Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private static final long EPOCH_MILLIS_AT_START = 1_795_442_639_123L;

    private static final Pattern CHANGE = Pattern.compile("\"change\":\\s*(\\d+)");

    private static final Pattern RUN = Pattern.compile("\"run\":\\s*(\\d+)");

    private static final Pattern INVENTORY = Pattern.compile("inventory (\\d+) of run (\\d+)");

    private final SimulatedCluster cluster;
    private final EventScheduler scheduler;
    private final SimulatedNetwork network;
    private final Truth truth;
    private final RandomGenerator random;
    private final SimulatedDisk disk;
    private GossipConfig config;
    private Keyring keyring;
    private InetAddress address;
    private NodeId id;
    private @Nullable GossipAgent agent;
    private SimulatedTransport transport;
    private Invariants invariants;
    private boolean paused;
    private long pausedNanos;
    private long clockOffsetMillis;
    private int run;
    private long sequence;
    private int publications;
    private int inventories;
    private Payload inventory = Payload.NONE;
    private long inventoryNanos;
    private long wakeNumber;

    SimulatedNode(SimulatedCluster cluster, String label, Mode mode, InetAddress address, RandomGenerator random) {
        this.cluster = cluster;
        this.scheduler = cluster.scheduler();
        this.network = cluster.network();
        this.truth = cluster.truth();
        this.random = random;
        this.disk = new SimulatedDisk(random);
        this.id = disk.id();
        this.keyring = cluster.keyring();
        this.config = GossipConfig.lan(label).withMaxMembers(1_000).withMode(mode, Optional.of(keyring));
        this.address = address;
    }

    /** Those of {@code participants} that run, and are of this version. */
    static Stream<SimulatedNode> running(List<Participant> participants) {
        return participants.stream()
                .filter(Participant::isRunning)
                .filter(SimulatedNode.class::isInstance)
                .map(SimulatedNode.class::cast);
    }

    /** Which run of its node a payload of the simulation comes from. */
    static int runOf(Payload payload) {
        return numberIn(payload, RUN);
    }

    /** A number that is greater for a later inventory of a node; of none at all it is 0. */
    static long inventoryOf(Payload inventory) {
        Matcher matcher = INVENTORY.matcher(new String(inventory.toByteArray(), UTF_8));
        return matcher.find() ? (Long.parseLong(matcher.group(2)) << 32) + Long.parseLong(matcher.group(1)) : 0;
    }

    private static int numberIn(Payload payload, Pattern pattern) {
        Matcher matcher = pattern.matcher(new String(payload.toByteArray(), UTF_8));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void start() {
        run++;
        paused = false;
        Moment now = now();
        Identity identity = disk.next(now.epochMillis());
        id = identity.id();
        cluster.name(this);
        truth.started(this, identity.incarnation());
        config = config.withMode(config.mode(), Optional.of(keyring));
        invariants = new Invariants(this, scheduler, truth);
        transport = new SimulatedTransport(this, identity, cluster, invariants);
        List<Channel> channels = new ArrayList<>();
        for (Format format : config.mode().formats()) {
            Membership membership = new Membership(format, identity, config, publication(), random, now);
            channels.add(new Channel(format, Codecs.of(format, identity, config), membership));
        }
        agent = new GossipAgent(identity.id(), config, channels, transport, this::now, this::changed);
        work();
    }

    private void changed(MembershipView view, List<MembershipEvent> events) {
        events.forEach(event -> cluster.story().tell(this, event));
        invariants.onChange(view, events);
    }

    private Moment now() {
        long nowNanos = scheduler.nowNanos();
        return new Moment(NANOS_AT_START + nowNanos, EPOCH_MILLIS_AT_START + clockOffsetMillis + nowNanos / 1_000_000);
    }

    private Publication publication() {
        PayloadSizes sizes = cluster.payloadSizes();
        String fields = "\"run\":" + run + ",\"change\":" + publications++;
        Payload current = PayloadSizes.text("inventory " + inventories + " of run " + run, sizes.inventory());
        if (!current.equals(inventory)) {
            inventory = current;
            inventoryNanos = scheduler.nowNanos();
        }
        truth.hasInventory(id, inventory);
        return new Publication(
                PayloadSizes.json(fields, sizes.open()), inventory, PayloadSizes.json(fields, sizes.reading()));
    }

    private void work() {
        if (agent == null || paused) {
            return;
        }
        long dueNanos = agent.doWork() - now().nanos();
        invariants.onTurn(agent);
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

    /** Number of its newest reading. */
    int publications() {
        return publications - 1;
    }

    /** Number of the newest reading of {@code other} that it shows, -1 if it shows none. */
    int changeOf(SimulatedNode other) {
        return agent().view().members().stream()
                .filter(member -> member.id().equals(other.id()))
                .mapToInt(member -> numberIn(member.reading(), CHANGE))
                .findFirst()
                .orElse(-1);
    }

    /** Whether it knows the parts of {@code other}, unless those have changed in the last {@code grace}. */
    boolean knowsInventoryOf(SimulatedNode other, Duration grace) {
        return scheduler.nowNanos() - other.inventoryNanos < grace.toNanos()
                || agent().view().members().stream()
                        .anyMatch(member -> member.id().equals(other.id())
                                && member.inventory().equals(other.inventory));
    }

    /** From now on the machine has other parts; that is said with the next publication. */
    void rebuild() {
        inventories++;
    }

    /** An administrator has put other keys on the disk, which a running node takes at once. */
    void use(Keyring ring) {
        keyring = ring;
        if (agent != null) {
            agent.use(ring);
        }
    }

    Keyring keyring() {
        return keyring;
    }

    /** From its next start on it speaks other formats. */
    void configure(Mode mode) {
        config = config.withMode(mode, Optional.of(keyring));
    }

    /** Whether its next run is above all runs of {@code other}, which had the same identity. */
    boolean willOutrank(SimulatedNode other) {
        return Math.max(disk.reserved() + 1, now().epochMillis()) > other.disk.reserved();
    }

    /** What it keeps when it does not run: it is for who starts it next. */
    SimulatedDisk disk() {
        return disk;
    }

    @Override
    public void receive(Packet packet) {
        if (agent != null) {
            transport.receive(packet);
            if (packet.lane().isUrgent()) {
                work();
            }
        }
    }

    @Override
    public void refused(InetAddress from) {
        if (agent != null && transport.refused(from)) {
            work();
        }
    }

    /** It has told its state. */
    void says(Said said) {
        sequence = said.sequence();
        truth.says(said);
    }

    @Override
    public void kill() {
        if (agent != null) {
            agent = null;
            truth.ended(this);
        }
    }

    @Override
    public void stop() {
        if (agent != null && !paused) {
            truth.saysGoodbye(this);
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
        if (!paused) {
            paused = true;
            pausedNanos = scheduler.nowNanos();
        }
        truth.paused(this);
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            truth.resumed(this);
            invariants.onResume(Duration.ofNanos(scheduler.nowNanos() - pausedNanos));
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
        return id;
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public void move(InetAddress to) {
        network.detach(this);
        address = to;
        network.attach(this);
        truth.moved(this);
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
                            new Seen(member.state(), () -> runOf(member.reading()), member.sequence())));
        }
        return seen;
    }
}
