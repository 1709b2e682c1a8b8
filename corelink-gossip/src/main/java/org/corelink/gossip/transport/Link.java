package org.corelink.gossip.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interface in use.
 *
 * @param nic name of the interface
 * @param index the kernel's number of it
 * @param source the address that this node sends from and is answered at
 * @param subnets whose addresses are local here
 */
record Link(String nic, int index, Inet4Address source, List<Subnet> subnets) {
    /** The first of {@code links} that leads to an address, or null: also where it does not mean one machine. */
    static @Nullable Link leadingTo(InetAddress address, List<Link> links) {
        for (Link link : links) {
            if (link.leadsTo(address)) {
                return link;
            }
        }
        return null;
    }

    private boolean leadsTo(InetAddress address) {
        if (source.equals(address)) {
            return true;
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        boolean contained = false;
        for (Subnet subnet : subnets) {
            if (subnet.isBroadcast(address)) {
                return false;
            }
            contained |= subnet.contains(address);
        }
        return contained;
    }

    /** Whether it leads to nobody but this machine. */
    boolean isLoopback() {
        return subnets.stream().allMatch(subnet -> subnet.address().isLoopbackAddress());
    }

    /** Written out: see {@link org.corelink.gossip.NodeId#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Link that
                && index == that.index
                && nic.equals(that.nic)
                && source.equals(that.source)
                && subnets.equals(that.subnets);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return nic + " (" + source.getHostAddress() + ")";
    }
}
