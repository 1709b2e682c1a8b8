package org.corelink.gossip.transport;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.gossip.GossipConfig;

/**
 * Which interfaces of this machine a node uses.
 *
 * <ul>
 *   <li>Bound to a 127/8 address: {@code lo} alone, for the kernel lets such an address out nowhere else.
 *   <li>Interfaces named: those that exist, are up and have an IPv4 address.
 *   <li>Bound to another address: the interface that owns it.
 *   <li>Otherwise: all that are up with a carrier, have a private IPv4 address (RFC 1918), and lead to a LAN: no
 *       tunnel, no bridge or virtual cable of containers and virtual machines.
 *   <li>{@code lo} in addition if configured, and instead if there is no other: a single machine without a network
 *       works too.
 * </ul>
 */
final class NetworkInterfaces {
    /** Names that container and virtual machine software gives to its own bridges and cables. */
    private static final List<String> VIRTUAL =
            List.of("docker", "veth", "br-", "virbr", "vnet", "tun", "tap", "podman", "cni", "cali", "flannel", "lxc");

    private NetworkInterfaces() {}

    /** All interfaces of this machine, as they are now. */
    static List<Nic> scan() throws SocketException {
        List<Nic> nics = new ArrayList<>();
        for (NetworkInterface found : NetworkInterface.networkInterfaces().toList()) {
            nics.add(nic(found));
        }
        return nics;
    }

    private static Nic nic(NetworkInterface found) throws SocketException {
        List<Subnet> subnets = found.getInterfaceAddresses().stream()
                .filter(bound -> bound.getAddress() instanceof Inet4Address)
                .map(bound -> new Subnet((Inet4Address) bound.getAddress(), bound.getNetworkPrefixLength()))
                .toList();
        if (subnets.isEmpty()) { // Of no use, so that its kind does not matter: on a host of containers, most are such.
            return new Nic(found.getName(), found.getIndex(), false, Nic.Kind.BROADCAST, subnets);
        }
        return new Nic(found.getName(), found.getIndex(), found.isUp(), kind(found), subnets);
    }

    private static Nic.Kind kind(NetworkInterface found) throws SocketException {
        if (found.isLoopback()) {
            return Nic.Kind.LOOPBACK;
        }
        return found.isPointToPoint() ? Nic.Kind.POINT_TO_POINT : Nic.Kind.BROADCAST;
    }

    /** The links that {@code config} asks for among {@code nics}, in their order; {@code lo} last. */
    static List<Link> choose(List<Nic> nics, GossipConfig config) {
        List<Nic> usable = nics.stream()
                .filter(nic -> nic.usable() && !nic.subnets().isEmpty())
                .toList();
        Stream<Nic> loopback = usable.stream().filter(nic -> nic.kind() == Nic.Kind.LOOPBACK);
        if (config.bindAddress().isLoopbackAddress()) {
            return loopback.map(nic -> link(nic, config)).toList();
        }
        List<Nic> chosen = usable.stream().filter(nic -> isChosen(nic, config)).toList();
        boolean withLoopback = config.loopback() || chosen.isEmpty();
        return Stream.concat(chosen.stream(), withLoopback ? loopback : Stream.empty())
                .distinct()
                .map(nic -> link(nic, config))
                .toList();
    }

    private static boolean isChosen(Nic nic, GossipConfig config) {
        if (!config.interfaces().isEmpty()) {
            return config.interfaces().contains(nic.name());
        }
        if (!config.bindAddress().isAnyLocalAddress()) {
            return nic.subnets().stream().anyMatch(subnet -> subnet.address().equals(config.bindAddress()));
        }
        return nic.kind() == Nic.Kind.BROADCAST
                && privateAddress(nic).isPresent()
                && VIRTUAL.stream().noneMatch(nic.name()::startsWith);
    }

    private static Link link(Nic nic, GossipConfig config) {
        Inet4Address source = config.bindAddress().isAnyLocalAddress()
                ? privateAddress(nic).orElse(nic.subnets().getFirst().address())
                : config.bindAddress();
        return new Link(nic.name(), nic.index(), source, nic.subnets());
    }

    private static Optional<Inet4Address> privateAddress(Nic nic) {
        return nic.subnets().stream()
                .map(Subnet::address)
                .filter(Inet4Address::isSiteLocalAddress)
                .findFirst();
    }
}
