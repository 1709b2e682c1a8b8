package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.OpenDecoder;

/**
 * A node as CoreLink 0.01.x plays it: sequence from 1, no incarnation, digests multicast with everything it knows, and
 * the sequence alone decides what is newer. Its datagrams are those of Python's {@code json.dumps}.
 */
final class LegacyNode implements Participant {
    private static final Duration STALE = Duration.ofSeconds(20);
    private static final Duration REMOVE = Duration.ofSeconds(60);
    private static final long EPOCH_MILLIS_AT_START = 1_795_442_639_123L;

    private final EventScheduler scheduler;
    private final SimulatedNetwork network;
    private final Truth truth;
    private final RandomGenerator random;
    private final String name;
    private InetAddress address;
    private final Map<String, Heard> heard = new HashMap<>();
    private final List<Packet> waiting = new ArrayList<>();
    private boolean running;
    private boolean paused;
    private long clockOffsetMillis;
    private int run;
    private long sequence;
    private Said lastSaid = new Said(new NodeId("nobody"), 0, Format.OPEN, 0, 0, 0, Payload.EMPTY);

    private record Heard(long sequence, int run, long atNanos) {}

    LegacyNode(SimulatedCluster cluster, String name, InetAddress address, RandomGenerator random) {
        this.scheduler = cluster.scheduler();
        this.network = cluster.network();
        this.truth = cluster.truth();
        this.random = random;
        this.name = name;
        this.address = address;
    }

    @Override
    public void start() {
        run++;
        running = true;
        paused = false;
        sequence = 0;
        heard.clear();
        waiting.clear();
        truth.started(this, epochMillis());
        int mine = run;
        beat(mine);
        scheduler.after(digestDelay(), () -> ask(mine));
    }

    private void beat(int mine) {
        if (!running || run != mine) {
            return;
        }
        if (!paused) {
            sequence++;
            lastSaid = said();
            byte[] datagram = ("{\"type\": \"heartbeat\", " + state()).getBytes(UTF_8);
            truth.says(lastSaid);
            network.multicast(Packet.ofLegacy(datagram, this, Lane.GROUP, lastSaid));
        }
        scheduler.after(Timing.jittered(Duration.ofSeconds(5), Duration.ofMillis(1_500), random), () -> beat(mine));
    }

    private Said said() {
        String payload = """
            {"gpus":[{"id":0,"model":"H100","limit":"5.0 x 16"}],"net_kbps":1.5,"link_speed":1000,\
            "link_speed_max":10000,"ntp_drift":null,"run":%d}\
            """.formatted(run);
        return new Said(id(), run, Format.OPEN, 0, sequence, epochMillis() / 1e3, Payload.of(payload.getBytes(UTF_8)));
    }

    /** A heartbeat without its type. */
    private String state() {
        return """
            "node_id": "%s", "gpus": [{"id": 0, "model": "H100", "limit": "5.0 x 16"}], \
            "timestamp": "23NOV26 14:03:59utc", "seq": %d, "net_kbps": 1.5, "epoch": %.3f, \
            "link_speed": 1000, "link_speed_max": 10000, "ntp_drift": null, "run": %d}\
            """.formatted(name, sequence, lastSaid.epochSeconds(), run);
    }

    private void ask(int mine) {
        if (!running || run != mine) {
            return;
        }
        if (!paused && !heard.isEmpty()) {
            List<String> known = heard.keySet().stream().sorted().toList();
            String digest = known.stream()
                    .map(node -> "\"" + node + "\": " + heard.get(node).sequence())
                    .collect(Collectors.joining(", ", "{", "}"));
            String request = "{\"type\": \"digest_req\", \"node_id\": \"" + name + "\", \"target\": \""
                    + known.get(random.nextInt(known.size())) + "\", \"digest\": " + digest + "}";
            network.multicast(Packet.ofLegacy(request.getBytes(UTF_8), this, Lane.GROUP, null));
        }
        scheduler.after(digestDelay(), () -> ask(mine));
    }

    private long digestDelay() {
        return Timing.jittered(Duration.ofSeconds(10), Duration.ofSeconds(2), random);
    }

    private long epochMillis() {
        return EPOCH_MILLIS_AT_START + clockOffsetMillis + scheduler.nowNanos() / 1_000_000;
    }

    @Override
    public void receive(Packet packet) {
        if (!running) {
            return;
        }
        if (paused) {
            waiting.add(packet);
            return;
        }
        if (!(OpenDecoder.decode(packet.bytes()) instanceof Decoding.Decoded(var message))
                || message.origin().node().equals(id())) {
            return;
        }
        switch (message) {
            case Heartbeat heartbeat -> hear(heartbeat);
            case DigestResponse response -> hear(response.state());
            case DigestRequest request -> answer(request, packet.from());
            default -> {
                // A type that it does not know.
            }
        }
    }

    private void hear(Heartbeat heartbeat) {
        forgetSilent();
        Heard known = heard.get(heartbeat.name());
        if (known == null || heartbeat.sequence() > known.sequence()) {
            int said = SimulatedNode.runOf(heartbeat.reading());
            heard.put(heartbeat.name(), new Heard(heartbeat.sequence(), said, scheduler.nowNanos()));
        }
    }

    private void answer(DigestRequest request, InetAddress to) {
        if (request.target().equals(name) && sequence > request.known().getOrDefault(name, -1L)) {
            String response =
                    "{\"type\": \"digest_resp\", \"node_id\": \"" + name + "\", \"updates\": [{" + state() + "]}";
            network.unicast(Packet.ofLegacy(response.getBytes(UTF_8), this, Lane.DIRECT, lastSaid), to);
        }
    }

    private void forgetSilent() {
        heard.values().removeIf(last -> scheduler.nowNanos() - last.atNanos() >= REMOVE.toNanos());
    }

    @Override
    public void kill() {
        running = false;
        truth.ended(this);
    }

    @Override
    public void stop() {
        kill();
    }

    @Override
    public void refused(InetAddress from) {
        // It never asks.
    }

    @Override
    public boolean understands(Participant other) {
        return !(other instanceof SimulatedNode node) || node.config().mode() != Mode.SEALED;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void pause() {
        paused = true;
        truth.paused(this);
    }

    @Override
    public void resume() {
        paused = false;
        truth.resumed(this);
        List<Packet> packets = List.copyOf(waiting);
        waiting.clear();
        packets.forEach(this::receive);
    }

    @Override
    public void stepClock(long millis) {
        clockOffsetMillis += millis;
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public NodeId id() {
        return new NodeId(name);
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

    @Override
    public Map<String, Seen> seen() {
        forgetSilent();
        return heard.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> seen(entry.getValue())));
    }

    private Seen seen(Heard last) {
        boolean silent = scheduler.nowNanos() - last.atNanos() >= STALE.toNanos();
        return new Seen(silent ? MemberState.STALE : MemberState.ONLINE, last::run, last.sequence());
    }
}
