package org.corelink.gossip.transport;

import java.net.Inet4Address;
import java.util.List;

/**
 * An interface in use.
 *
 * @param nic name of the interface
 * @param index the kernel's number of it
 * @param source the address that this node sends from and is answered at
 * @param subnets whose addresses are local here
 */
record Link(String nic, int index, Inet4Address source, List<Subnet> subnets) {
    @Override
    public String toString() {
        return nic + " (" + source.getHostAddress() + ")";
    }
}
