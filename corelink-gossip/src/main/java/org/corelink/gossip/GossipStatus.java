package org.corelink.gossip;

import java.util.List;

/**
 * What the sockets of a node are like.
 *
 * @param interfaces the interfaces in use, such as {@code eth0 (10.1.2.3)}; empty if there is none
 * @param receiveBufferBytes the smallest receive buffer that the kernel has granted to one of the sockets
 * @param kernelDrops datagrams that the kernel threw away since the start because a buffer was full; -1 if unknown
 */
public record GossipStatus(List<String> interfaces, int receiveBufferBytes, long kernelDrops) {
    /** Takes an immutable copy of the list. */
    public GossipStatus {
        interfaces = List.copyOf(interfaces);
    }
}
