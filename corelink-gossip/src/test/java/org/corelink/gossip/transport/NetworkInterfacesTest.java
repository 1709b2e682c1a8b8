package org.corelink.gossip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.corelink.gossip.GossipConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkInterfacesTest {
    private static final GossipConfig AUTOMATIC = GossipConfig.lan("self");
    private static final Nic LO = nic("lo", Nic.Kind.LOOPBACK, "127.0.0.1/8");
    private static final Nic ETH0 = nic("eth0", Nic.Kind.BROADCAST, "192.168.1.5/24");
    private static final Nic ETH1 = nic("eth1", Nic.Kind.BROADCAST, "203.0.113.9/24", "10.1.2.3/16");
    private static final Nic PUBLIC = nic("eth2", Nic.Kind.BROADCAST, "198.51.100.1/24");
    private static final Nic DOWN = new Nic("eth3", 9, false, Nic.Kind.BROADCAST, ETH0.subnets());

    @Test
    void automaticChoiceIsEveryLanWithAPrivateAddress() {
        assertThat(chosen(AUTOMATIC, LO, ETH0, ETH1, PUBLIC, DOWN))
                .containsExactly("eth0 192.168.1.5", "eth1 10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource({"docker0", "br-4f2a", "veth12ab", "virbr0", "tun0", "tap1", "cni0"})
    void networksOfContainersAndTunnelsAreLeftOut(String name) {
        assertThat(chosen(AUTOMATIC, ETH0, nic(name, Nic.Kind.BROADCAST, "172.17.0.1/16")))
                .containsExactly("eth0 192.168.1.5");
        assertThat(chosen(AUTOMATIC, ETH0, nic("wg0", Nic.Kind.POINT_TO_POINT, "10.9.0.1/24")))
                .containsExactly("eth0 192.168.1.5");
    }

    @ParameterizedTest
    @CsvSource({"br0", "bond0", "enp3s0", "vlan7", "ib0"})
    void bridgesBondsAndCardsOfTheMachineItselfAreUsed(String name) {
        assertThat(chosen(AUTOMATIC, nic(name, Nic.Kind.BROADCAST, "10.0.0.7/8")))
                .containsExactly(name + " 10.0.0.7");
    }

    @Test
    void withoutAnyLanTheMachineTalksToItself() {
        assertThat(chosen(AUTOMATIC, LO, PUBLIC, DOWN)).containsExactly("lo 127.0.0.1");
        assertThat(chosen(AUTOMATIC.withInterfaces(List.of("eth7")), LO, ETH0)).containsExactly("lo 127.0.0.1");
        assertThat(chosen(AUTOMATIC)).isEmpty();
    }

    @Test
    void loopbackJoinsTheOthersIfConfigured() {
        assertThat(chosen(AUTOMATIC.withLoopback(true), LO, ETH0)).containsExactly("eth0 192.168.1.5", "lo 127.0.0.1");
    }

    @Test
    void namedInterfacesNeedNoPrivateAddress() {
        assertThat(chosen(AUTOMATIC.withInterfaces(List.of("eth2")), LO, ETH0, PUBLIC))
                .containsExactly("eth2 198.51.100.1");
        assertThat(chosen(AUTOMATIC.withInterfaces(List.of("lo", "eth0")).withLoopback(true), LO, ETH0))
                .containsExactlyInAnyOrder("eth0 192.168.1.5", "lo 127.0.0.1");
    }

    @Test
    void loopbackAddressLeavesByLoopbackOnly() {
        assertThat(chosen(AUTOMATIC.withBindAddress(address("127.0.3.4")).withInterfaces(List.of("eth0")), LO, ETH0))
                .containsExactly("lo 127.0.3.4");
    }

    @Test
    void boundAddressChoosesTheInterfaceThatOwnsIt() {
        assertThat(chosen(AUTOMATIC.withBindAddress(address("203.0.113.9")), LO, ETH0, ETH1))
                .containsExactly("eth1 203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5/24, 192.168.1.255, true",
        "192.168.1.5/24, 192.168.2.1, false",
        "10.1.2.3/16, 10.1.255.1, true",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "127.0.0.1/8, 127.255.0.9, true",
        "1.2.3.4/0, 250.1.1.1, true",
        "192.168.1.5/24, ::1, false"
    })
    void subnetContainsWhatSharesItsPrefix(String subnet, String address, boolean contained)
            throws UnknownHostException {
        assertThat(subnet(subnet).contains(InetAddress.getByName(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5/24, 192.168.1.255, true",
        "192.168.1.5/24, 192.168.1.254, false",
        "192.168.1.5/24, 192.168.2.255, false",
        "192.168.1.5/24, 255.255.255.255, true",
        "10.1.2.2/31, 10.1.2.3, false",
        "10.1.2.3/32, 10.1.2.3, false",
        "10.1.2.3/30, 10.1.2.3, true",
        "1.2.3.4/0, 255.255.255.255, true",
        "192.168.1.5/24, ::1, false"
    })
    void broadcastAddressIsAllOnesBehindThePrefix(String subnet, String address, boolean broadcast)
            throws UnknownHostException {
        assertThat(subnet(subnet).isBroadcast(InetAddress.getByName(address))).isEqualTo(broadcast);
    }

    @Test
    void thisMachineHasALoopbackInterface() throws SocketException {
        assertThat(NetworkInterfaces.scan())
                .anyMatch(
                        nic -> nic.kind() == Nic.Kind.LOOPBACK && nic.subnets().contains(subnet("127.0.0.1/8")));
    }

    private static List<String> chosen(GossipConfig config, Nic... nics) {
        return NetworkInterfaces.choose(List.of(nics), config).stream()
                .map(link -> link.nic() + " " + link.source().getHostAddress())
                .toList();
    }

    private static Nic nic(String name, Nic.Kind kind, String... subnets) {
        return new Nic(
                name,
                name.hashCode(),
                true,
                kind,
                Stream.of(subnets).map(NetworkInterfacesTest::subnet).toList());
    }

    private static Subnet subnet(String text) {
        int slash = text.indexOf('/');
        return new Subnet(address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private static Inet4Address address(String text) {
        return Inet4Address.ofLiteral(text);
    }
}
