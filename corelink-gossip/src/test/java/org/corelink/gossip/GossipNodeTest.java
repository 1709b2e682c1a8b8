package org.corelink.gossip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real nodes with real sockets on distinct addresses of {@code lo}. The only test here that waits for real time. */
class GossipNodeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final int port = freePortPair();
    private final List<GossipNode> nodes = new ArrayList<>();

    @AfterEach
    void closeAll() {
        nodes.forEach(GossipNode::close);
    }

    @Test
    void listenersAndAnnouncersOnOneMachineFindEachOther() throws IOException {
        GossipNode first = start(config("first", 1));
        GossipNode second = start(config("second", 2));
        for (int i = 0; i < 20; i++) {
            start(config("announcer-" + i, 100 + i).withListening(false));
        }

        await(() -> online(first) == 21 && online(second) == 21);
        await(() -> first.counters().ownEchoes() > 0);
        GossipCounters counters = first.counters();
        assertThat(counters.received())
                .isEqualTo(counters.accepted()
                        + counters.ownEchoes()
                        + counters.rejected().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        assertThat(counters.faults()).isZero();
        assertThat(counters.sendFailures()).isZero();
        assertThat(first.view().members())
                .extracting(member -> member.address().getHostAddress())
                .allMatch(address -> address.startsWith("127.0.77."));
    }

    @Test
    void payloadPublishedNowArrivesWithoutWaitingForThePeriod() throws IOException {
        GossipConfig slow = config("slow", 1)
                .withTimes(Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(70), Duration.ofSeconds(80));
        GossipNode watcher = start(config("watcher", 2));
        GossipNode publisher = start(slow);
        await(() -> online(watcher) == 1);

        publisher.publishNow(Payload.of("{\"v\":2}".getBytes(UTF_8)));

        await(() -> new String(watcher.view().members().getFirst().payload().toByteArray(), UTF_8).equals("{\"v\":2}"));
    }

    @Test
    void closedNodeGoesStaleAndIsRemovedAndItsNameCanComeBack() throws IOException {
        GossipNode watcher = start(config("watcher", 1));
        GossipNode leaver = start(config("leaver", 2));
        await(() -> online(watcher) == 1);

        leaver.close();
        await(() -> watcher.view().members().stream().anyMatch(member -> member.state() == MemberState.STALE));
        await(() -> watcher.view().members().isEmpty());

        start(config("leaver", 2));
        await(() -> online(watcher) == 1);
    }

    @Test
    void nodeOnTheLanAlsoHearsTheSimulatedMachinesOnLoopback() throws IOException {
        String lan = NetworkInterface.networkInterfaces()
                .filter(GossipNodeTest::isLan)
                .map(NetworkInterface::getName)
                .findFirst()
                .orElseGet(() -> abort("this machine has no network"));
        GossipConfig real = GossipConfig.lan(new NodeId("real"))
                .withPort(port)
                .withInterfaces(List.of(lan))
                .withLoopback(true);
        GossipNode node = start(real);
        start(config("simulated", 1).withListening(false));

        await(() -> online(node) == 1);
        await(() -> node.counters().ownEchoes() >= 2);
        assertThat(node.counters().sent()).as("once on each interface").isGreaterThanOrEqualTo(2);
        assertThat(node.counters().sendFailures()).isZero();
    }

    private static boolean isLan(NetworkInterface nic) {
        try {
            return nic.isUp()
                    && !nic.isLoopback()
                    && !nic.isPointToPoint()
                    && nic.inetAddresses().anyMatch(Inet4Address.class::isInstance);
        } catch (IOException e) {
            return false; // Gone between the list and the look.
        }
    }

    @Test
    void secondNodeOnTheSameAddressFailsToStartAndNamesIt() throws IOException {
        start(config("one", 1));

        assertThatThrownBy(() -> start(config("two", 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.77.1:" + (port + 1));
    }

    @Test
    void payloadThatNoPeerWouldAcceptIsRefusedAtPublish() throws IOException {
        GossipNode node = start(config("one", 1));

        assertThatThrownBy(() -> node.publish(Payload.of("[]".getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.publishNow(Payload.of("{\"seq\":1}".getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seq");
    }

    private GossipNode start(GossipConfig config) throws IOException {
        GossipNode node = GossipNode.start(config, Payload.EMPTY, (_, _) -> {});
        nodes.add(node);
        return node;
    }

    private GossipConfig config(String name, int host) throws IOException {
        return GossipConfig.lan(new NodeId(name))
                .withPort(port)
                .withBindAddress((Inet4Address) InetAddress.getByAddress(new byte[] {127, 0, 77, (byte) host}))
                .withTimes(
                        Duration.ofMillis(1_200), Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    private static long online(GossipNode node) {
        return node.view().members().stream()
                .filter(member -> member.state() == MemberState.ONLINE)
                .count();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as("nanoseconds past the deadline")
                    .isNegative();
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static int freePortPair() {
        try (DatagramSocket probe = new DatagramSocket()) {
            return Math.min(probe.getLocalPort(), 65_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
