package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams of CoreLink 0.01.x, sent by the test itself from a third machine to two nodes. */
@Timeout(120)
class OpenFormatIT {
    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration SOON = Duration.ofSeconds(3);

    @AutoClose
    private static Lan lan;

    @AutoClose
    private static Cluster cluster;

    private static Host machine;

    @BeforeAll
    static void startNodes() throws IOException {
        lan = Lan.of(3);
        cluster = Cluster.on(lan.hosts().subList(0, 2), Mode.OPEN);
        machine = lan.hosts().getLast();
        cluster.all().awaitExactly(2, START);
    }

    @Test
    void multicastHeartbeatIsShown() throws IOException {
        try (DatagramSocket socket = machine.socket(machine.address(), 0)) {
            send(socket, heartbeat("old-1", 1), group());
        }

        cluster.all().awaitState("old-1", State.ONLINE, SOON);
        try (NodeView view = cluster.node(1).view()) {
            assertThat(view.get("old-1").epochSeconds()).isEqualTo(1_795_442_640.5);
        }
    }

    @Test
    void multicastRequestIsAnsweredByUnicastFromTheOneItNames() throws IOException {
        String request = """
            {"type": "digest_req", "node_id": "old-2", "target": "n1", "digest": {"n1": 3, "n2": 4}}\
            """;
        try (DatagramSocket socket = machine.socket(machine.address(), GossipConfig.DEFAULT_PORT + 1)) {
            send(socket, request, group());

            String answer =
                    receive(socket, "digest_resp", cluster.node(1).host().unicast());

            assertThat(answer).contains("\"node_id\":\"n1\"", "\"updates\":[{", "\"gpus\":[");
        }
    }

    @Test
    void unicastFromAnotherSubnetChangesNothing() throws IOException {
        LanNode node = cluster.node(2);
        machine.addForeignAddress("192.168.99.1");
        node.host().addRoute("192.168.99.0/24");
        try (DatagramSocket socket = machine.socket("192.168.99.1", 0)) {
            send(socket, heartbeat("foreign", 1), node.host().unicast());
        }
        try (DatagramSocket socket = machine.socket(machine.address(), 0)) {
            send(socket, heartbeat("local", 1), node.host().unicast());
        }

        Observers observer = Observers.of(node);
        observer.awaitState("local", State.ONLINE, SOON);
        observer.await("FOREIGN_SUBNET counted", SOON, view -> view.counters().get("REJECTED_FOREIGN_SUBNET") == 1);
        observer.awaitState("foreign", State.GONE, SOON);
    }

    private static String heartbeat(String name, int sequence) {
        return """
            {"type": "heartbeat", "node_id": "%s", "gpus": [{"id": 0, "model": "H100 80GB HBM3", "limit": "5.0 x 16"}], \
            "timestamp": "23NOV26 14:04:00utc", "seq": %d, "net_kbps": 12.5, "epoch": 1795442640.5, \
            "link_speed": 10000, "link_speed_max": 25000, "ntp_drift": null}\
            """.formatted(name, sequence);
    }

    private static SocketAddress group() throws IOException {
        return new InetSocketAddress(InetAddress.getByName(GossipConfig.GROUP), GossipConfig.DEFAULT_PORT);
    }

    private static void send(DatagramSocket socket, String text, SocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** The next datagram of that type from there; nodes may say more to one that they have not heard before. */
    private static String receive(DatagramSocket socket, String type, SocketAddress from) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        do {
            packet.setLength(2_000);
            socket.receive(packet);
        } while (!from.equals(packet.getSocketAddress()) || !text(packet).contains("\"" + type + "\""));
        return text(packet);
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), packet.getOffset(), packet.getLength(), UTF_8);
    }
}
