package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.corelink.gossip.GossipConfig;

/** A host on which the test itself speaks as CoreLink 0.01.x does. */
final class LegacyMachine implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final int LONGEST = 2_000;

    private final DatagramSocket socket;

    private LegacyMachine(DatagramSocket socket) {
        this.socket = socket;
    }

    /** One that reads the unicast port at an address of the host. */
    static LegacyMachine on(Host host) throws IOException {
        return on(host, host.address(), GossipConfig.DEFAULT_PORT + 1);
    }

    /** One that reads another port; 0 for any. */
    static LegacyMachine on(Host host, String address, int port) throws IOException {
        return new LegacyMachine(host.socket(address, port));
    }

    void multicast(String text) throws IOException {
        send(text, new InetSocketAddress(InetAddress.getByName(GossipConfig.GROUP), GossipConfig.DEFAULT_PORT));
    }

    void send(String text, SocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** The next datagram of that type from there; nodes may say more to one that they have not heard before. */
    String receive(String type, SocketAddress from) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        do {
            packet.setLength(LONGEST);
            socket.receive(packet);
        } while (!from.equals(packet.getSocketAddress()) || !text(packet).contains("\"" + type + "\""));
        return text(packet);
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), packet.getOffset(), packet.getLength(), UTF_8);
    }

    static String heartbeat(String name, int sequence) {
        return """
            {"type": "heartbeat", "node_id": "%s", "gpus": [{"id": 0, "model": "H100 80GB HBM3", "limit": "5.0 x 16"}], \
            "timestamp": "23NOV26 14:04:00utc", "seq": %d, "net_kbps": 12.5, "epoch": 1795442640.5, \
            "link_speed": 10000, "link_speed_max": 25000, "ntp_drift": null}\
            """.formatted(name, sequence);
    }

    static String request(String name, String target) {
        return """
            {"type": "digest_req", "node_id": "%s", "target": "%s", "digest": {"%s": 3, "another": 4}}\
            """.formatted(name, target, target);
    }

    @Override
    public void close() {
        socket.close();
    }
}
