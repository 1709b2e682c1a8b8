package org.corelink.gossip.runtime;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.corelink.gossip.Format;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;

/**
 * One node that knows two members, and somebody who has recorded all that is said and sends the node whatever he likes,
 * from any address.
 */
final class Siege {
    private static final int SHORTEST_INVENTORY_BYTES = 150;
    private static final int MOST_RECORDED = 256;

    /** More than a turn takes now and then; one in each turn of 10 ms is 20,000 datagrams a second. */
    private static final int MEAN_BURST = 200;

    private static final Lane[] LANES = Lane.values();

    final Lan lan = new Lan();
    final Lan.Node node;
    final List<Lan.Node> members;
    private final Map<Format, List<byte[]>> recorded = new EnumMap<>(Format.class);
    private final Map<Format, List<Long>> heartbeatMillis = new EnumMap<>(Format.class);
    private final SplittableRandom random;
    private boolean forgesMembers;
    private int mostMembers;

    /** All have met, in all formats of the mode. */
    Siege(Mode mode, long seed) {
        random = new SplittableRandom(seed);
        for (Format format : Format.values()) {
            recorded.put(format, new ArrayList<>());
            heartbeatMillis.put(format, new ArrayList<>());
        }
        Optional<Keyring> ring = mode == Mode.OPEN ? Optional.empty() : Optional.of(Lan.ring(1));
        node = lan.start("node", mode, ring);
        members = List.of(lan.start("one", mode, ring), lan.start("two", mode, ring));
        lan.ear = this::overhear;
        lan.pass(20_000);
    }

    /** Datagrams of sealed nodes that are gone, and were never heard here, are known too. */
    void recordOthers() {
        Lan others = new Lan();
        others.start("other", Mode.SEALED, Optional.of(Lan.ring(1)));
        others.start("another", Mode.SEALED, Optional.of(Lan.ring(1)));
        others.ear = (_, sent) -> record(sent);
        others.pass(20_000);
    }

    /** From now on the members' addresses are among the sources. */
    void forgeMembers() {
        forgesMembers = true;
    }

    private void overhear(Lan.Node from, RecordingTransport.Sent sent) {
        if (from != node) {
            record(sent);
        } else if (isHeartbeat(sent.lane(), sent.bytes())) {
            heartbeatMillis.get(formatOf(sent)).add(lan.millis);
        }
    }

    private void record(RecordingTransport.Sent sent) {
        List<byte[]> known = recorded.get(formatOf(sent));
        if (known.size() < MOST_RECORDED) {
            known.add(sent.bytes());
        } else {
            known.set(random.nextInt(MOST_RECORDED), sent.bytes());
        }
    }

    /** While all are well, only inventories are multicast too, which are longer by their signatures. */
    private static boolean isHeartbeat(Lane lane, byte[] datagram) {
        return lane == Lane.GROUP && (Damage.isOpen(datagram) || datagram.length < SHORTEST_INVENTORY_BYTES);
    }

    private static Format formatOf(RecordingTransport.Sent sent) {
        return Format.of(sent.bytes()).orElseThrow();
    }

    /** Sends so many bad datagrams in bursts within so many seconds, and lets the node take them all. */
    void send(List<Damage> damages, int datagrams, int seconds) {
        int turns = seconds * 100;
        double chance = (double) datagrams / (turns * MEAN_BURST);
        int left = datagrams;
        while (left > 0) {
            int burst = random.nextDouble() < chance ? Math.min(left, random.nextInt(2 * MEAN_BURST + 1)) : 0;
            for (int i = 0; i < burst; i++) {
                send(damages.get(random.nextInt(damages.size())));
            }
            left -= burst;
            lan.pass(10);
            mostMembers = Math.max(mostMembers, node.members().size());
        }
        while (!node.transport.waiting.isEmpty()) {
            lan.pass(10);
        }
    }

    private void send(Damage damage) {
        Format format = random.nextBoolean() ? Format.OPEN : Format.SEALED;
        List<byte[]> known = recorded.get(format);
        if (known.isEmpty()) {
            known = recorded.get(format == Format.OPEN ? Format.SEALED : Format.OPEN);
        }
        byte[] bad = damage.apply(known.get(random.nextInt(known.size())), random);
        node.transport.receive(bad, source(), LANES[random.nextInt(LANES.length)]);
    }

    private InetAddress source() {
        if (random.nextInt(20) == 0) {
            return RecordingTransport.FOREIGN;
        }
        return forgesMembers && random.nextInt(4) == 0
                ? members.get(random.nextInt(members.size())).address
                : InetAddress.ofLiteral("10.0." + random.nextInt(1, 255) + "." + random.nextInt(1, 255));
    }

    /** The most that the node has shown at once meanwhile. */
    int mostMembers() {
        return mostMembers;
    }

    /** The times between the node's own heartbeats, of each format. */
    List<Long> heartbeatGapMillis() {
        List<Long> gaps = new ArrayList<>();
        for (List<Long> times : heartbeatMillis.values()) {
            for (int i = 1; i < times.size(); i++) {
                gaps.add(times.get(i) - times.get(i - 1));
            }
        }
        return gaps;
    }

    /** Catches the next heartbeat of a member on its way to the node, which does not get it. */
    byte[] catchHeartbeat(Format format) {
        while (true) {
            lan.pass(10);
            Optional<Datagram> caught = node.transport.waiting.stream()
                    .filter(datagram -> isHeartbeat(datagram.lane(), datagram.bytes())
                            && !datagram.from().equals(node.address)
                            && Format.of(datagram.bytes()).equals(Optional.of(format)))
                    .findFirst();
            if (caught.isPresent()) {
                node.transport.waiting.remove(caught.get());
                return caught.get().bytes();
            }
        }
    }
}
