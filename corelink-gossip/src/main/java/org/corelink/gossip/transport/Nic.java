package org.corelink.gossip.transport;

import java.util.List;

/**
 * A network interface of this machine as one look found it.
 *
 * @param name such as {@code eth0}
 * @param index the kernel's number of it; another one if it was taken out and put back
 * @param usable up, and with a carrier
 * @param kind what it leads to
 * @param subnets its IPv4 addresses
 */
record Nic(String name, int index, boolean usable, Kind kind, List<Subnet> subnets) {
    /** What an interface leads to. */
    enum Kind {
        LOOPBACK,
        /** One other end, such as a tunnel: no LAN. */
        POINT_TO_POINT,
        BROADCAST
    }
}
