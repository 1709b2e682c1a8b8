package org.corelink.gossip;

import java.util.Map;

/**
 * What passed the sockets of one node since its start. Every received datagram is either accepted or rejected, never
 * both: {@code received = accepted + ownEchoes + sum(rejected)}.
 *
 * @param received datagrams read from the sockets
 * @param accepted of those, the ones that were understood and used
 * @param ownEchoes of those, this node's own multicasts looped back
 * @param rejected of those, the ones that changed nothing, by reason; every reason is present
 * @param receivedBytes payload bytes of UDP read
 * @param sent datagrams handed to the kernel
 * @param sentBytes payload bytes of UDP handed to the kernel
 * @param sendFailures datagrams that the kernel refused
 */
public record GossipCounters(
        long received,
        long accepted,
        long ownEchoes,
        Map<RejectReason, Long> rejected,
        long receivedBytes,
        long sent,
        long sentBytes,
        long sendFailures) {
    /** Takes an immutable copy of the map. */
    public GossipCounters {
        rejected = Map.copyOf(rejected);
    }
}
