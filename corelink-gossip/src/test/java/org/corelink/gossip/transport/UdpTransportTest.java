package org.corelink.gossip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.GossipConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets on addresses of {@code lo} that no other test uses. */
class UdpTransportTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final Inet4Address A = Inet4Address.ofLiteral("127.0.78.1");
    private static final Inet4Address B = Inet4Address.ofLiteral("127.0.78.2");
    private static final Inet4Address NOBODY = Inet4Address.ofLiteral("127.0.78.9");

    /** Far more than anything takes here: reaching it is the failure. */
    private static final long LIMIT = Duration.ofSeconds(5).toNanos();

    private static final long SHORT = Duration.ofMillis(30).toNanos();

    private final int port = freePortPair();
    private final List<UdpTransport> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(UdpTransport::close);
    }

    @Test
    void lanesAreToldApart() throws IOException {
        UdpTransport a = open(A);
        UdpTransport b = open(B);

        assertThat(a.multicast(HELLO)).isEqualTo(Sending.SENT);
        assertThat(a.beat(HELLO, B)).isEqualTo(Sending.SENT);
        assertThat(a.unicast(HELLO, B)).isEqualTo(Sending.SENT);

        assertThat(lanes(b)).containsExactlyInAnyOrder(Lane.GROUP, Lane.BEAT, Lane.DIRECT);
        assertThat(lanes(a)).as("its own multicast").containsExactly(Lane.GROUP);
    }

    @Test
    void watchedAndUnwatchedBeatsArriveAlike() throws IOException {
        UdpTransport a = open(A);
        UdpTransport b = open(B);

        a.beat(HELLO, B);
        a.watchRefusals(Set.of(B));
        a.beat(HELLO, B);

        for (int i = 0; i < 2; i++) {
            Datagram datagram = b.poll();
            assertThat(datagram).isNotNull();
            assertThat(datagram.lane()).isEqualTo(Lane.BEAT);
            assertThat(datagram.from()).isEqualTo(A);
            assertThat(datagram.bytes()).isEqualTo(HELLO);
        }
        assertThat(b.poll()).isNull();
    }

    @Test
    void onlyDirectDatagramsEndTheWait() throws IOException {
        UdpTransport a = open(A);
        UdpTransport b = open(B);
        b.multicast(HELLO);
        b.beat(HELLO, A);

        assertThat(nanosOf(() -> a.await(SHORT))).isGreaterThanOrEqualTo(SHORT);

        b.unicast(HELLO, A);
        assertThat(nanosOf(() -> a.await(LIMIT))).isLessThan(LIMIT);
        assertThat(lanes(a)).containsExactlyInAnyOrder(Lane.GROUP, Lane.BEAT, Lane.DIRECT);
    }

    @Test
    void wakeupEndsTheNextWait() throws IOException {
        UdpTransport a = open(A);

        a.wakeup();

        assertThat(nanosOf(() -> a.await(LIMIT))).isLessThan(LIMIT);
    }

    @Test
    void beatToAClosedPortIsRefusedAtOnceAndOnce() throws IOException {
        UdpTransport a = open(A);
        a.watchRefusals(Set.of(NOBODY));

        assertThat(a.beat(HELLO, NOBODY)).isEqualTo(Sending.SENT);

        assertThat(nanosOf(() -> a.await(LIMIT))).isLessThan(LIMIT);
        assertThat(refusals(a)).containsExactly(NOBODY);
        a.await(0);
        assertThat(refusals(a)).isEmpty();
    }

    @Test
    void refusalThatShowsAtTheNextBeatIsReportedAndTheBeatIsSent() throws IOException {
        UdpTransport a = open(A);
        a.watchRefusals(Set.of(B));
        a.beat(HELLO, B);
        UdpTransport b = open(B);

        assertThat(a.beat(HELLO, B)).isEqualTo(Sending.SENT);

        assertThat(refusals(a)).containsExactly(B);
        assertThat(lanes(b)).containsExactly(Lane.BEAT);
    }

    @Test
    void beatToAnOpenPortIsNotRefusedWhetherReadOrNot() throws IOException {
        UdpTransport a = open(A);
        open(B);
        a.watchRefusals(Set.of(B));

        a.beat(HELLO, B);
        a.await(SHORT);
        a.beat(HELLO, B);

        assertThat(refusals(a)).isEmpty();
    }

    @Test
    void closedNodeRefusesAndReopenedNodeDoesNot() throws IOException {
        UdpTransport a = open(A);
        UdpTransport b = open(B);
        a.watchRefusals(Set.of(B));
        a.beat(HELLO, B);
        b.close();
        a.beat(HELLO, B);
        a.await(LIMIT);
        assertThat(refusals(a)).containsExactly(B);

        UdpTransport again = open(B);
        a.beat(HELLO, B);
        a.await(SHORT);

        assertThat(refusals(a)).isEmpty();
        assertThat(lanes(again)).containsExactly(Lane.BEAT);
    }

    @Test
    void whoIsNotWatchedAnyMoreIsNotReported() throws IOException {
        UdpTransport a = open(A);
        a.watchRefusals(Set.of(NOBODY, B));
        a.beat(HELLO, NOBODY);
        a.await(LIMIT);

        a.watchRefusals(Set.of(B));

        assertThat(refusals(a)).isEmpty();
        a.beat(HELLO, NOBODY);
        a.await(SHORT);
        assertThat(refusals(a)).isEmpty();
    }

    @Test
    void addressThatNoInterfaceLeadsToIsAFailureAndNoRefusal() throws IOException {
        UdpTransport a = open(A);
        Inet4Address elsewhere = Inet4Address.ofLiteral("192.0.2.1");
        a.watchRefusals(Set.of(elsewhere));

        assertThat(a.beat(HELLO, elsewhere)).isEqualTo(Sending.FAILED);
        assertThat(a.unicast(HELLO, elsewhere)).isEqualTo(Sending.FAILED);
        a.await(0);
        assertThat(refusals(a)).isEmpty();
    }

    @Test
    void whateverComesByASocketForRefusalsIsThrownAway() throws IOException {
        UdpTransport a = open(A);
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(B, port))) {
            a.watchRefusals(Set.of(B));
            a.beat(HELLO, B);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            peer.receive(packet);

            peer.send(packet);
            a.await(LIMIT);

            assertThat(nanosOf(() -> a.await(SHORT))).isGreaterThanOrEqualTo(SHORT);
            assertThat(refusals(a)).isEmpty();
            assertThat(a.poll()).isNull();
        }
    }

    @Test
    void twoNodesOnOneAddressAreRefusedWithWords() throws IOException {
        UdpTransport first = open(A);

        assertThatThrownBy(() -> open(A))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.78.1:" + (port + 1))
                .hasMessageContaining("another node");
        first.close();
        assertThat(open(A).multicast(HELLO)).isEqualTo(Sending.SENT);
    }

    @Test
    void toolThatListensOnAllAddressesRunsBesideANode() throws IOException {
        UdpTransport a = open(A);
        try (DatagramSocket tool = new DatagramSocket(null)) {
            tool.setReuseAddress(true);
            tool.bind(new InetSocketAddress(port));

            open(B).beat(HELLO, A);

            assertThat(lanes(a)).containsExactly(Lane.BEAT);
        }
    }

    @Test
    void announcerHearsNothingButAnswersToItself() throws IOException {
        UdpTransport announcer = open(config(A).withListening(false));
        UdpTransport b = open(B);
        b.watchRefusals(Set.of(A));

        announcer.multicast(HELLO);
        b.multicast(HELLO);
        b.unicast(HELLO, A);
        b.beat(HELLO, A);

        assertThat(lanes(announcer)).containsExactly(Lane.DIRECT);
        assertThat(lanes(b)).containsOnly(Lane.GROUP).hasSize(2);
        b.await(LIMIT);
        assertThat(refusals(b)).as("it has no socket for beats").containsExactly(A);
        assertThat(announcer.status().kernelDrops()).isEqualTo(-1);
    }

    @Test
    void socketsTakeTurns() throws IOException {
        UdpTransport a = open(A);
        UdpTransport b = open(B);
        for (int i = 0; i < 100; i++) {
            b.multicast(HELLO);
        }
        b.beat(HELLO, A);
        b.unicast(HELLO, A);

        List<Lane> first = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Datagram datagram = a.poll();
            assertThat(datagram).isNotNull();
            first.add(datagram.lane());
        }

        assertThat(first).containsExactlyInAnyOrder(Lane.GROUP, Lane.BEAT, Lane.DIRECT);
    }

    @Test
    void datagramsThatTheKernelDropsAreCounted() throws IOException {
        UdpTransport deaf = open(A);
        UdpTransport loud = open(B);
        assertThat(deaf.status().kernelDrops()).isZero();
        byte[] large = new byte[1_400];
        // The kernel grants twice the size and charges more than the content: that many cannot fit.
        int tooMany = 2 * deaf.status().receiveBufferBytes() / large.length + 100;

        for (int i = 0; i < tooMany; i++) {
            loud.unicast(large, A);
        }
        assertThat(deaf.status().kernelDrops()).as("not looked at yet").isZero();
        long later = System.nanoTime() + 2 * UdpTransport.RECOUNT.toNanos();
        deaf.refresh(later);
        loud.refresh(later);

        assertThat(deaf.status().kernelDrops()).isPositive();
        assertThat(deaf.status().kernelDrops() + lanes(deaf).size()).isEqualTo(tooMany);
        assertThat(loud.status().kernelDrops()).isZero();
    }

    @Test
    void statusTellsInterfacesAndBuffer() throws IOException {
        TransportStatus status = open(A).status();

        assertThat(status.interfaces()).containsExactly("lo (127.0.78.1)");
        assertThat(status.receiveBufferBytes()).isPositive();
    }

    @Test
    void loopbackThatWasAskedForIsAnInterfaceAndInPlaceOfAnotherIsNone() throws IOException {
        GossipConfig lan = GossipConfig.lan("node").withPort(port);

        assertThat(open(lan.withInterfaces(List.of("lo"))).status().interfaces())
                .containsExactly("lo (127.0.0.1)");
        open.removeLast().close();
        assertThat(open(lan.withInterfaces(List.of("no-such"))).status().interfaces())
                .isEmpty();
    }

    @Test
    void onlyWhatCanBeANeighbourIsLocal() throws IOException {
        UdpTransport a = open(A);

        assertThat(List.of("127.0.78.2", "127.0.78.1", "127.255.255.254"))
                .allMatch(text -> a.isLocal(Inet4Address.ofLiteral(text)));
        assertThat(List.of("0.0.0.0", "239.77.77.77", "255.255.255.255", "127.255.255.255", "192.0.2.1", "::1"))
                .noneMatch(text -> a.isLocal(InetAddress.ofLiteral(text)));
    }

    private UdpTransport open(Inet4Address address) throws IOException {
        return open(config(address));
    }

    private UdpTransport open(GossipConfig config) throws IOException {
        UdpTransport transport = UdpTransport.open(config, System.nanoTime());
        open.add(transport);
        return transport;
    }

    private GossipConfig config(Inet4Address address) {
        return GossipConfig.lan("node").withPort(port).withBindAddress(address);
    }

    private static List<Lane> lanes(Transport transport) {
        List<Lane> lanes = new ArrayList<>();
        for (Datagram datagram = transport.poll(); datagram != null; datagram = transport.poll()) {
            lanes.add(datagram.lane());
        }
        return lanes;
    }

    private static List<InetAddress> refusals(Transport transport) {
        List<InetAddress> refusals = new ArrayList<>();
        for (@Nullable InetAddress refusal = transport.pollRefusal();
                refusal != null;
                refusal = transport.pollRefusal()) {
            refusals.add(refusal);
        }
        return refusals;
    }

    private static long nanosOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return System.nanoTime() - start;
    }

    private static int freePortPair() {
        try (DatagramSocket probe = new DatagramSocket()) {
            return Math.min(probe.getLocalPort(), 65_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
