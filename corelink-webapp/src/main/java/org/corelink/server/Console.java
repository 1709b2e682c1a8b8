package org.corelink.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.corelink.api.Snapshot;
import org.corelink.api.stream.EventStreams;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.ClusterWatch;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.event.EventWatch;
import org.corelink.cluster.history.HistoryWatch;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Publication;
import org.corelink.gpu.ChosenGpuSource;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.PciAwareGpuSource;
import org.corelink.gpu.SysfsPcie;
import org.corelink.gpu.nvml.NvmlGpuSource;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.manager.ClusterControl;
import org.corelink.manager.GossipReport;
import org.corelink.manager.ListedMember;
import org.corelink.node.Attention;
import org.corelink.node.DecodedState;
import org.corelink.node.NodeSampler;
import org.corelink.node.NodeSources;
import org.corelink.node.NodeState;
import org.corelink.node.NodeStateCodec;
import org.corelink.node.SamplerTiming;
import org.corelink.node.StateDecoder;
import org.corelink.node.TrafficMeter;
import org.corelink.node.clock.HostClock;
import org.corelink.node.link.KernelLinkSource;
import org.corelink.node.system.DataDisk;
import org.corelink.node.system.OwnProcess;
import org.corelink.node.system.ProcSystem;
import org.corelink.page.ConsoleFacts;
import org.corelink.push.LiveChannel;
import org.corelink.push.LivePush;
import org.jspecify.annotations.Nullable;

/** Everything of the application that has a thread or a socket of its own, started and ended together. */
final class Console implements ClusterControl, AutoCloseable {
    /** Used for simulated machines; no link to tell of. */
    private static final String LOOPBACK = "lo";

    private final ConsoleFacts facts;
    private final Attention attention = new Attention(System.nanoTime());
    private final KeptIdentity identity;
    private final StateDecoder decoder = new StateDecoder();
    private final ClusterWatch watch;
    private final EventWatch events;
    private final HistoryWatch history;
    private final EventStreams streams;
    private final LivePush push;

    /** Null until gossip runs. */
    private volatile @Nullable GossipNode gossip;

    /** Null without keys. */
    private volatile @Nullable KeyringWatch keyrings;

    /** Null until it runs. */
    private volatile @Nullable NodeSampler sampler;

    /** Null without. */
    private volatile @Nullable SimulatedMachines simulated;

    /** What runs, the newest first. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private Console(ConsoleFacts facts, KeptIdentity identity, LiveChannel channel) {
        this.facts = facts;
        this.identity = identity;
        running.push(identity);
        watch = new ClusterWatch(identity.identity().id(), facts.machine(), facts.mode(), this::decode, this::onChange);
        events = new EventWatch(Clock.systemUTC(), watch::view, this::counters);
        history = new HistoryWatch(Clock.systemUTC(), watch::view);
        streams = new EventStreams(this::snapshotOf);
        push = new LivePush(facts.boot(), watch::view, channel, streams, this::readGossip);
    }

    /**
     * Starts everything.
     *
     * @throws StartException if a gossip port is taken or this machine's identity cannot be kept; nothing is left
     *     running then
     */
    static Console start(ServerConfig config, LiveChannel channel) throws StartException {
        String boot = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        TrustedCa ca = TrustedCa.of(config.caCertificate());
        Optional<Keyring> keyring = KeptKeyring.of(config);
        ConsoleFacts facts =
                new ConsoleFacts(config.name(), ca.name(), ca.fingerprint(), config.mode(), Version.CURRENT, boot);
        Console console = new Console(facts, identity(config), channel);
        try {
            console.startGossip(config, keyring, channel);
        } catch (IOException e) {
            console.close();
            throw StartFailure.ofGossip(e, config);
        }
        console.startPush();
        return console;
    }

    private static KeptIdentity identity(ServerConfig config) throws StartException {
        try {
            return KeptIdentity.in(config.data());
        } catch (IOException e) {
            throw StartFailure.ofIdentity(e);
        }
    }

    private void startGossip(ServerConfig config, Optional<Keyring> keyring, LiveChannel channel) throws IOException {
        GossipConfig gossipConfig = GossipConfig.lan(config.name())
                .withMode(config.mode(), keyring)
                .withPort(config.gossipPort())
                .withInterfaces(config.gossipInterfaces())
                .withLoopback(config.simulatedNodes() > 0)
                .withPayloadCheck(decoder);
        Publication first = said(NodeState.starting(Version.CURRENT));
        GossipNode started = GossipNode.start(gossipConfig, identity.identity(), first, this::onMembers);
        gossip = started;
        running.push(started);
        keyring.ifPresent(keys -> watchKeys(config, keys, started));
        NodeSampler watcher = new NodeSampler(
                Version.CURRENT,
                SamplerTiming.DEFAULT,
                sources(config, started, channel),
                state -> onSelf(state, started));
        running.push(watcher);
        watcher.start();
        sampler = watcher;
        if (config.simulatedNodes() > 0) {
            SimulatedMachines machines = SimulatedMachines.start(config.simulatedNodes(), gossipConfig);
            simulated = machines;
            running.push(machines);
        }
    }

    private void watchKeys(ServerConfig config, Keyring keys, GossipNode started) {
        KeyringWatch watcher = KeyringWatch.start(config, keys, started::use);
        keyrings = watcher;
        running.push(watcher);
    }

    private NodeSources sources(ServerConfig config, GossipNode gossip, LiveChannel channel) {
        return new NodeSources(
                gpus(),
                KernelLinkSource.ofThisMachine(() -> interfaces(config, gossip)),
                HostClock.of(config.ntpServer()),
                ProcSystem.ofThisMachine(),
                OwnProcess.ofThisProcess(),
                new DataDisk(config.data()),
                new TrafficMeter(gossip::counters, System::nanoTime),
                () -> channel.hasClients() || streams.isViewRead() || attention.isPaid(System.nanoTime()));
    }

    /** Names of the interfaces that the cluster uses: the chosen ones, or those that gossip has found. */
    private static List<String> interfaces(ServerConfig config, GossipNode gossip) {
        if (!config.gossipInterfaces().isEmpty()) {
            return config.gossipInterfaces();
        }
        return interfacesOf(gossip.status()).stream()
                .filter(name -> !name.equals(LOOPBACK))
                .toList();
    }

    private static List<String> interfacesOf(GossipStatus status) {
        // Each is written with its address: eth0 (10.1.2.3).
        return status.interfaces().stream()
                .map(written -> written.split(" ", 2)[0])
                .toList();
    }

    /** Names of the interfaces that gossip uses now. */
    List<String> interfaces() {
        return interfacesOf(status());
    }

    private static GpuSource gpus() {
        GpuSurroundings surroundings = GpuSurroundings.ofThisMachine();
        return new PciAwareGpuSource(
                new ChosenGpuSource(List.of(
                        NvmlGpuSource.ofThisMachine(surroundings), NvidiaSmiGpuSource.ofThisMachine(surroundings))),
                new SysfsPcie(SysfsPcie.PCI_DEVICES)::isWithoutNvidia);
    }

    private void onSelf(NodeState state, GossipNode gossip) {
        Optional<NodeState> before = watch.view().self().map(NodeView::state);
        watch.onSelf(state);
        Publication said = said(state);
        if (before.filter(state::hasSameGpusAs).isPresent()) {
            gossip.publish(said);
        } else {
            gossip.publishNow(said);
        }
    }

    private Publication said(NodeState state) {
        return NodeStateCodec.encode(facts.mode(), state, System.currentTimeMillis());
    }

    private void onMembers(MembershipView members, List<MembershipEvent> news) {
        // Before the view, whose change wakes the push that tells both.
        events.onMembership(news);
        watch.onChange(members, news);
    }

    private void startPush() {
        push.start();
        running.push(push);
        running.push(streams);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("event-watch").factory());
        running.push(timer::shutdownNow);
        Runnable eventLog = new Recurring("a look for events", () -> events.look(System.nanoTime()));
        Runnable ring = new Recurring("a look at the history", () -> history.look(System.nanoTime()));
        // One wake-up of an idle machine for both.
        var _ = timer.scheduleAtFixedRate(
                () -> {
                    eventLog.run();
                    ring.run();
                },
                1,
                1,
                TimeUnit.SECONDS);
        Runnable heap = new Recurring("a look at the heap", HeapWatch.ofThisProcess()::look);
        var _ = timer.scheduleAtFixedRate(heap, 30, 30, TimeUnit.SECONDS);
    }

    private void onChange() {
        push.onChange();
    }

    private void readGossip() {
        GossipNode running = gossip;
        if (running != null) {
            running.read();
        }
    }

    /** Everything that programs are told now. */
    Snapshot snapshot() {
        return snapshotOf(watch.view());
    }

    private Snapshot snapshotOf(ClusterView view) {
        return new Snapshot(
                new Snapshot.Release(facts.version(), facts.boot()),
                view,
                events.log(),
                counters(),
                status(),
                System.nanoTime());
    }

    private GossipCounters counters() {
        GossipNode running = gossip;
        return running == null ? GossipCounters.ZERO : running.counters();
    }

    private Optional<NodeState> decode(Member member) {
        SimulatedMachines here = simulated;
        return switch (decoder.decode(member)) {
            case DecodedState.Accepted(NodeState state) ->
                Optional.of(here == null ? state : here.whole(member.id(), state));
            // Gossip has refused such payloads already.
            case DecodedState.Rejected _ -> Optional.empty();
        };
    }

    @Override
    public List<ListedMember> members() {
        List<ListedMember> members = new ArrayList<>();
        members.add(new ListedMember(
                facts.machine(),
                id(),
                MemberState.ONLINE,
                Optional.empty(),
                OptionalLong.of(identity.identity().incarnation()),
                Optional.empty()));
        GossipNode running = gossip;
        if (running != null) {
            long now = System.nanoTime();
            running.view().members().forEach(member -> members.add(listed(member, now)));
        }
        return members;
    }

    private static ListedMember listed(Member member, long nowNanos) {
        return new ListedMember(
                member.name(),
                member.id(),
                member.state(),
                Optional.of(member.address().getHostAddress()),
                member.incarnation(),
                Optional.of(Duration.ofNanos(nowNanos - member.heardNanos())));
    }

    @Override
    public GossipReport gossip() {
        Optional<Keyring> keys = Optional.ofNullable(keyrings).map(KeyringWatch::used);
        return new GossipReport(
                facts.mode(), keys, status(), counters(), watch.view().conditions());
    }

    @Override
    public void resample() {
        NodeSampler running = sampler;
        if (running != null) {
            running.resample();
        }
    }

    /** The id of this machine. */
    NodeId id() {
        return identity.identity().id();
    }

    ConsoleFacts facts() {
        return facts;
    }

    ClusterWatch watch() {
        return watch;
    }

    Attention attention() {
        return attention;
    }

    EventWatch events() {
        return events;
    }

    HistoryWatch history() {
        return history;
    }

    GossipStatus status() {
        GossipNode running = gossip;
        return running == null ? new GossipStatus(List.of(), 0, -1) : running.status();
    }

    EventStreams streams() {
        return streams;
    }

    LivePush push() {
        return push;
    }

    /** Ends everything, the newest first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            closeOne(running.pop());
        }
    }

    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The others must end all the same.
            System.getLogger(Console.class.getName()).log(System.Logger.Level.WARNING, "a part did not end", e);
        }
    }
}
