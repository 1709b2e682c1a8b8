package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.GossipConfig;

/**
 * Bad datagrams that one host sends to the group and to both ports of another, from hundreds of addresses: garbage, some
 * of it too long, heartbeats of invented open nodes, and sealed ones that only whoever has the key can tell from good
 * ones. One thread.
 */
final class Flood implements AutoCloseable {
    private static final int ADDRESSES = 300;
    private static final int PREPARED = 4_096;
    private static final int LONG_BYTES = 1_450;

    /** What is behind with its datagrams sends them in larger bursts. */
    private static final long REST_NANOS = 200_000;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final List<InetSocketAddress> targets;
    private final List<ByteBuffer> datagrams = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private long sent;

    private Flood(Host target) throws IOException {
        targets = List.of(
                new InetSocketAddress(Inet4Address.ofLiteral(GossipConfig.GROUP), GossipConfig.DEFAULT_PORT),
                new InetSocketAddress(target.address(), GossipConfig.DEFAULT_PORT),
                target.unicast());
        for (int i = 0; i < PREPARED; i++) {
            datagrams.add(prepared(i));
        }
    }

    /**
     * Takes over a host, which must have no other use.
     *
     * @param forged further addresses to send from, of other hosts
     */
    static Flood from(Host host, Host target, List<String> forged) throws IOException {
        List<String> addresses = new ArrayList<>(forged);
        for (int i = 0; i < ADDRESSES; i++) {
            addresses.add("10.77." + (100 + i / 250) + "." + (i % 250 + 1));
        }
        Flood flood = new Flood(target);
        try {
            host.usurp(addresses, target);
            for (String address : addresses) {
                flood.channels.add(host.namespace().call(() -> channel(address)));
            }
            return flood;
        } catch (IOException e) {
            flood.close();
            throw e;
        }
    }

    private static DatagramChannel channel(String address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, false);
        return channel.bind(new InetSocketAddress(address, 0));
    }

    private ByteBuffer prepared(int number) {
        byte[] bytes =
                switch (number % 5) {
                    case 0 -> garbage(random.nextInt(1, 200));
                    case 1 -> garbage(LONG_BYTES);
                    case 2 -> sealed();
                    default -> heartbeat("x" + number);
                };
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** In long form, of the cluster and its key: nobody else can say that it is not. */
    private byte[] sealed() {
        return ByteBuffer.allocate(36 + 16 + 60)
                .put(new byte[] {(byte) 0xC1, 'L', 1})
                .putLong(Rings.CLUSTER)
                .put((byte) 1)
                .putLong(random.nextLong())
                .putLong(random.nextLong(1, 1L << 41))
                .putLong(random.nextLong())
                .put(garbage(76))
                .array();
    }

    private static byte[] heartbeat(String name) {
        return """
            {"type": "heartbeat", "node_id": "%s", "gpus": [{"id": 0, "model": "H100 80GB HBM3", "limit": "5.0 x 16"}], \
            "timestamp": "23NOV26 14:04:00utc", "seq": 1795442640, "net_kbps": 12.5, "epoch": 1795442640.5, \
            "link_speed": 10000, "link_speed_max": 25000, "ntp_drift": null}\
            """.formatted(name).getBytes(US_ASCII);
    }

    /**
     * Sends for so long, evenly: to all ports in the first half, and in the second to those alone that the node does not
     * wake for.
     *
     * @return how many a second it has managed
     */
    long send(int perSecond, Duration time) throws IOException {
        long toAll = send(perSecond, time.dividedBy(2), targets);
        return Math.min(toAll, send(perSecond, time.dividedBy(2), targets.subList(0, 2)));
    }

    private long send(int perSecond, Duration time, List<InetSocketAddress> to) throws IOException {
        long start = System.nanoTime();
        long before = sent;
        for (long passed = 0; passed < time.toNanos(); passed = System.nanoTime() - start) {
            long due = before + passed / 1_000 * perSecond / 1_000_000;
            // On a machine that is too slow it would never be done.
            while (sent < due && System.nanoTime() - start < time.toNanos()) {
                sendOne(to);
            }
            LockSupport.parkNanos(REST_NANOS);
        }
        return (sent - before) * 1_000_000_000 / (System.nanoTime() - start);
    }

    private void sendOne(List<InetSocketAddress> to) throws IOException {
        ByteBuffer datagram = datagrams.get(random.nextInt(PREPARED)).rewind();
        InetSocketAddress target = to.get((int) (sent % to.size()));
        channels.get((int) (sent / to.size() % channels.size())).send(datagram, target);
        sent++;
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
