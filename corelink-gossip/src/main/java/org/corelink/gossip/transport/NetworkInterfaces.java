package org.corelink.gossip.transport;

import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.corelink.gossip.GossipConfig;
import org.jspecify.annotations.Nullable;

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
        Enumeration<NetworkInterface> found = NetworkInterface.getNetworkInterfaces();
        while (found.hasMoreElements()) {
            nics.add(nic(found.nextElement()));
        }
        return nics;
    }

    private static Nic nic(NetworkInterface found) throws SocketException {
        List<Subnet> subnets = new ArrayList<>();
        for (InterfaceAddress bound : found.getInterfaceAddresses()) {
            if (bound.getAddress() instanceof Inet4Address address) {
                subnets.add(new Subnet(address, bound.getNetworkPrefixLength()));
            }
        }
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
        List<Link> chosen = new ArrayList<>();
        List<Link> loopback = new ArrayList<>();
        boolean onlyLoopback = config.bindAddress().isLoopbackAddress();
        for (Nic nic : nics) {
            if (!nic.usable() || nic.subnets().isEmpty()) {
                continue;
            }
            if (!onlyLoopback && isChosen(nic, config)) {
                chosen.add(link(nic, config));
            } else if (nic.kind() == Nic.Kind.LOOPBACK) {
                loopback.add(link(nic, config));
            }
        }
        if (config.loopback() || chosen.isEmpty()) {
            chosen.addAll(loopback);
        }
        return chosen;
    }

    private static boolean isChosen(Nic nic, GossipConfig config) {
        if (!config.interfaces().isEmpty()) {
            return config.interfaces().contains(nic.name());
        }
        if (!config.bindAddress().isAnyLocalAddress()) {
            return hasAddress(nic, config.bindAddress());
        }
        return nic.kind() == Nic.Kind.BROADCAST && privateAddress(nic) != null && !isVirtual(nic);
    }

    private static boolean hasAddress(Nic nic, Inet4Address address) {
        for (Subnet subnet : nic.subnets()) {
            if (subnet.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVirtual(Nic nic) {
        for (String prefix : VIRTUAL) {
            if (nic.name().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static Link link(Nic nic, GossipConfig config) {
        Inet4Address source = config.bindAddress();
        if (source.isAnyLocalAddress()) {
            Inet4Address privateAddress = privateAddress(nic);
            source = privateAddress == null ? nic.subnets().getFirst().address() : privateAddress;
        }
        return new Link(nic.name(), nic.index(), source, nic.subnets());
    }

    private static @Nullable Inet4Address privateAddress(Nic nic) {
        for (Subnet subnet : nic.subnets()) {
            if (subnet.address().isSiteLocalAddress()) {
                return subnet.address();
            }
        }
        return null;
    }
}
