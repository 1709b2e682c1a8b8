package org.corelink.gossip;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
 * @param sendFailures datagrams that the kernel refused, or that no usable interface was there for
 * @param faults errors of this program or of the application's callbacks that the gossip thread survived; above 0,
 *     gossip is degraded and the log says why
 */
public record GossipCounters(
        long received,
        long accepted,
        long ownEchoes,
        Map<RejectReason, Long> rejected,
        long receivedBytes,
        long sent,
        long sentBytes,
        long sendFailures,
        long faults) {
    /** The counters of a node that has not run yet. */
    public static final GossipCounters ZERO = new GossipCounters(
            0,
            0,
            0,
            Arrays.stream(RejectReason.values()).collect(Collectors.toMap(Function.identity(), _ -> 0L)),
            0,
            0,
            0,
            0,
            0);

    /** Takes an immutable copy of the map. */
    public GossipCounters {
        rejected = Map.copyOf(rejected);
    }

    /** Payload bytes of UDP in both directions. */
    public long totalBytes() {
        return receivedBytes + sentBytes;
    }
}
