package org.corelink.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;

/** Machines beside a console that hears only this machine, each with an address of its own on its loopback interface. */
public final class LoopbackNeighbour {
    private static final String PAYLOAD = """
        "v":"0.02.0","gpus":[{"id":0,"model":"GeForce RTX 4090","limit":"4.0 x 16"}],\
        "f":1,"util":[63],"mem":[18000],"temp":[66],"power":[301],"memall":[24564],"cap":[450],\
        "net_kbps":1.5,"link_speed":1000,"link_speed_max":10000,"ntp_drift":0.002\
        """;

    private LoopbackNeighbour() {}

    /** One that runs in the test until it is closed, and then says goodbye. */
    static GossipNode start(String name, int number) throws IOException {
        GossipConfig config =
                GossipConfig.lan(name).withPort(TestConsole.gossipPort()).withBindAddress(address(number));
        Payload payload = Payload.of(("{" + PAYLOAD + "}").getBytes(StandardCharsets.UTF_8));
        return GossipNode.start(config, Identity.transientAt(Instant.now()), Publication.open(payload), (_, _) -> {});
    }

    /** One that announces itself as a watched node does, and is gone before anybody can answer: a crash. */
    static void crash(String name, int number) throws IOException {
        long millis = System.currentTimeMillis();
        String heartbeat =
                """
                {"type":"heartbeat","node_id":"%s","timestamp":"23NOV26 14:03:59utc","seq":%d,"epoch":%d,\
                "id":"%016x","inc":%d,"boot":77,%s}\
                """.formatted(name, millis / 1_000, millis / 1_000, 0xc0ffee_0000_0000L + number, millis, PAYLOAD);
        send(heartbeat, number);
    }

    /** A heartbeat with that utilisation, of a machine that is known by its name alone and that nobody watches. */
    public static void say(String name, int number, int utilization) throws IOException {
        long millis = System.currentTimeMillis();
        String heartbeat =
                """
                {"type":"heartbeat","node_id":"%s","timestamp":"23NOV26 14:03:59utc","seq":%d,"epoch":%d,%s}\
                """.formatted(name, millis, millis / 1_000, PAYLOAD.replace("[63]", "[" + utilization + "]"));
        send(heartbeat, number);
    }

    private static void send(String heartbeat, int number) throws IOException {
        byte[] bytes = heartbeat.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address(number), 0))) {
            // To all: any of them may be the one that watches it.
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
            InetAddress group = InetAddress.getByName(GossipConfig.GROUP);
            socket.send(new DatagramPacket(bytes, bytes.length, group, TestConsole.gossipPort()));
        }
    }

    private static Inet4Address address(int number) throws IOException {
        return (Inet4Address) InetAddress.getByAddress(new byte[] {127, 88, 0, (byte) number});
    }
}
