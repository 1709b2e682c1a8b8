package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Format;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.WireFormat;

/**
 * A machine on the LAN that is no member and floods it: with noise, with datagrams that are cut off or altered, with
 * repetitions, and with questions. It invents no open heartbeats, since whoever does that is a member: that is what open
 * means.
 */
final class Stranger {
    private static final Duration BURST = Duration.ofMillis(50);

    /** In a rhythm no more than a socket holds. */
    private static final int PER_BURST = 16;

    private final SimulatedCluster cluster;
    private final RandomGenerator random;
    private final InetAddress address;

    Stranger(SimulatedCluster cluster, RandomGenerator random) {
        this.cluster = cluster;
        this.random = random;
        this.address = cluster.nextAddress();
        cluster.truth().strangerAt(address);
    }

    void flood(Duration duration) {
        cluster.truth().strangerSpeaks();
        for (int i = 0; i < PER_BURST; i++) {
            send();
        }
        if (!duration.isNegative()) {
            cluster.scheduler().after(BURST, () -> flood(duration.minus(BURST)));
        }
    }

    private void send() {
        List<Participant> all = cluster.participants();
        Participant target = all.get(random.nextInt(all.size()));
        if (random.nextInt(4) > 0) {
            cluster.network().multicast(packet(target, Lane.GROUP));
        } else {
            cluster.network().unicast(packet(target, Lane.DIRECT), target.address());
        }
    }

    private Packet packet(Participant target, Lane lane) {
        List<Packet> recent = cluster.network().recent().stream()
                .filter(packet -> packet.message() != null)
                .toList();
        Packet heard = recent.isEmpty() ? null : recent.get(random.nextInt(recent.size()));
        int kind = random.nextInt(5);
        if (kind == 0) {
            return invented(question(target), lane);
        }
        if (heard == null || kind == 4) {
            return invented(noise(), lane);
        }
        return switch (kind) {
            case 1 -> invented(cut(heard.bytes()), lane);
            case 2 -> mayRepeat(heard) ? repeated(heard, lane) : invented(noise(), lane);
            default -> invented(heard.format() == Format.SEALED ? altered(heard.bytes()) : noise(), lane);
        };
    }

    private Packet invented(byte[] datagram, Lane lane) {
        return new Packet(datagram, address, lane, null, null, null);
    }

    /** Whoever has not heard the original takes this for it. */
    private Packet repeated(Packet heard, Lane lane) {
        return new Packet(heard.bytes(), address, lane, heard.sender(), null, heard.said());
    }

    /** An open beat that is repeated is as good as a new one, as any that is invented. */
    private static boolean mayRepeat(Packet heard) {
        return heard.format() == Format.SEALED
                ? !(heard.message() instanceof Beat)
                : heard.message() instanceof Heartbeat;
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(2 * WireFormat.MAX_DATAGRAM_BYTES)];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            noise[0] = (byte) (random.nextBoolean() ? '{' : 0xC1);
        }
        return noise;
    }

    private byte[] cut(byte[] datagram) {
        return Arrays.copyOf(datagram, random.nextInt(datagram.length));
    }

    private byte[] altered(byte[] datagram) {
        byte[] altered = datagram.clone();
        altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
        return altered;
    }

    private byte[] question(Participant target) {
        String name = target.label();
        return ("{\"type\":\"digest_req\",\"node_id\":\"stranger\",\"target\":\"" + name + "\",\"digest\":{\"" + name
                        + "\":0}}")
                .getBytes(UTF_8);
    }
}
