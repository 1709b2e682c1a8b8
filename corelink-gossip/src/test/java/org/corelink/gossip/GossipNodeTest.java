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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
                .isEqualTo(counters.acceptedInAll() + counters.ownEchoes() + counters.rejectedInAll());
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

        publisher.publishNow(open("{\"v\":2}"));

        await(() -> watcher.view()
                .members()
                .getFirst()
                .reading()
                .equals(open("{\"v\":2}").open()));
    }

    @Test
    void closedNodeHasLeftAtOnceAndIsRemovedAndCanComeBack() throws IOException {
        GossipNode watcher = start(config("watcher", 1));
        GossipNode leaver = start(config("leaver", 2));
        await(() -> online(watcher) == 1);

        leaver.close();
        await(() -> watcher.view().members().stream().anyMatch(member -> member.state() == MemberState.LEFT));
        await(() -> watcher.view().members().isEmpty());

        start(config("leaver", 2));
        await(() -> online(watcher) == 1);
    }

    @Test
    void sealedNodesFindEachOtherAndKeepOutWhoHasNoKey() throws IOException {
        GossipNode first = start(sealed("first", 1, 7));
        GossipNode second = start(sealed("second", 2, 7));
        GossipNode stranger = start(sealed("stranger", 3, 8));
        GossipNode announcer = start(sealed("announcer", 4, 7).withListening(false));

        await(() -> online(first) == 2 && online(second) == 2);
        await(() -> first.view().members().stream()
                .map(Member::name)
                .collect(Collectors.toSet())
                .equals(Set.of("second", "announcer")));
        await(() -> first.counters().rejected().get(RejectReason.UNKNOWN_EPOCH) > 0);
        assertThat(stranger.view().members()).isEmpty();
        assertThat(announcer.view().members()).isEmpty();
        assertThat(first.counters().faults()).isZero();
        first.close();
        await(() -> second.view().members().stream().anyMatch(member -> member.state() == MemberState.LEFT));
    }

    private GossipConfig sealed(String name, int host, int epoch) throws IOException {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        Keyring ring = Keyring.of(1, new GroupKey(epoch, Payload.of(secret)));
        return config(name, host).withMode(Mode.SEALED, Optional.of(ring));
    }

    @Test
    void ringOfAnotherClusterIsRefusedByTheCall() throws IOException {
        GossipNode node = start(sealed("one", 1, 7));
        Keyring foreign = Keyring.of(2, new GroupKey(1, Payload.of(new byte[GroupKey.SECRET_BYTES])));

        assertThatThrownBy(() -> node.use(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodeOnTheLanAlsoHearsTheSimulatedMachinesOnLoopback() throws IOException {
        String lan = NetworkInterface.networkInterfaces()
                .filter(GossipNodeTest::isLan)
                .map(NetworkInterface::getName)
                .findFirst()
                .orElseGet(() -> abort("this machine has no network"));
        GossipConfig real = GossipConfig.lan("real")
                .withPort(port)
                .withInterfaces(List.of(lan))
                .withLoopback(true);
        GossipNode node = start(real);
        start(config("simulated", 1).withListening(false));

        await(() -> online(node) == 1);
        await(() -> node.counters().ownEchoes() >= 2);
        assertThat(node.status().interfaces()).hasSize(2);
        assertThat(node.counters().sentDatagrams())
                .as("once on each interface")
                .isGreaterThan(node.counters().sent().get(MessageType.HEARTBEAT));
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

        assertThatThrownBy(() -> node.publish(open("[]"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.publishNow(open("{\"seq\":1}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seq");
    }

    private GossipNode start(GossipConfig config) throws IOException {
        GossipNode node = GossipNode.start(config, Identity.transientAt(Instant.now()), open("{}"), (_, _) -> {});
        nodes.add(node);
        return node;
    }

    private static Publication open(String json) {
        return Publication.open(Payload.of(json.getBytes(UTF_8)));
    }

    private GossipConfig config(String name, int host) throws IOException {
        return GossipConfig.lan(name)
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
