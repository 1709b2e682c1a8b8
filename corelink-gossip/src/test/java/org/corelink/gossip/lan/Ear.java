package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.GossipConfig;

/** A host that is no node and notes when the heartbeats of another one come by multicast. */
final class Ear implements AutoCloseable {
    private static final byte SEALED = (byte) 0xC1;
    private static final int SHORTEST_INVENTORY_BYTES = 150;

    private final DatagramChannel channel;
    private final List<Long> heardNanos = new ArrayList<>();

    private Ear(DatagramChannel channel) {
        this.channel = channel;
    }

    static Ear of(Host host, Host heard) throws IOException {
        host.hearOnly(heard);
        Ear ear = new Ear(host.namespace().call(Ear::open));
        Thread.ofPlatform().daemon().start(ear::listen);
        return ear;
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        InetAddress group = InetAddress.ofLiteral(GossipConfig.GROUP);
        channel.bind(new InetSocketAddress(group, GossipConfig.DEFAULT_PORT));
        channel.join(group, NetworkInterface.getByName("eth0"));
        return channel;
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(2_000);
        try {
            while (true) {
                channel.receive(buffer.clear());
                if (isHeartbeat(buffer.flip())) {
                    note(System.nanoTime());
                }
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** In the sealed format a healthy node multicasts nothing else but inventories, longer by their signatures. */
    private static boolean isHeartbeat(ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        return bytes[0] == SEALED
                ? bytes.length < SHORTEST_INVENTORY_BYTES
                : new String(bytes, ISO_8859_1).contains("\"type\":\"heartbeat\"");
    }

    private synchronized void note(long nanos) {
        heardNanos.add(nanos);
    }

    /** All gaps between heartbeats, from the last one before a moment to the last one. */
    synchronized List<Long> gapMillisSince(long nanos) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < heardNanos.size(); i++) {
            if (heardNanos.get(i) - nanos > 0) {
                gaps.add((heardNanos.get(i) - heardNanos.get(i - 1)) / 1_000_000);
            }
        }
        return gaps;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
