package org.corelink.gossip.transport;

import java.util.List;

/**
 * What the sockets of a node are like.
 *
 * @param interfaces the interfaces in use, such as {@code eth0 (10.1.2.3)}; empty if none leads to others
 * @param receiveBufferBytes the smallest receive buffer that the kernel has granted to one of the sockets
 * @param kernelDrops datagrams that the kernel threw away since the start because a buffer was full; -1 if unknown
 */
public record TransportStatus(List<String> interfaces, int receiveBufferBytes, long kernelDrops) {
    /** Nothing is open. */
    public static final TransportStatus NONE = new TransportStatus(List.of(), 0, -1);

    /** Takes an immutable copy of the list. */
    public TransportStatus {
        interfaces = List.copyOf(interfaces);
    }
}
