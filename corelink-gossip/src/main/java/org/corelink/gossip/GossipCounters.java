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
 * @param accepted of those, the ones that were understood and used, by what they said; every type is present
 * @param ownEchoes of those, this node's own multicasts looped back
 * @param rejected of those, the ones that changed nothing, by reason; every reason is present
 * @param receivedBytes payload bytes of UDP read
 * @param sent messages, by type; a multicast counts once, on however many interfaces it went out
 * @param sentDatagrams datagrams handed to the kernel
 * @param sentBytes payload bytes of UDP handed to the kernel
 * @param sendFailures datagrams that the kernel refused, or that no usable interface was there for
 * @param refusals answers of a kernel that nobody listens on a member's port
 * @param suspected members that came to be suspect
 * @param condemned members that came to be down
 * @param refuted times that this node has objected to being held for silent
 * @param faults errors of this program or of the application's callbacks that the gossip thread survived; above 0,
 *     gossip is degraded and the log says why
 */
public record GossipCounters(
        long received,
        Map<MessageType, Long> accepted,
        long ownEchoes,
        Map<RejectReason, Long> rejected,
        long receivedBytes,
        Map<MessageType, Long> sent,
        long sentDatagrams,
        long sentBytes,
        long sendFailures,
        long refusals,
        long suspected,
        long condemned,
        long refuted,
        long faults) {
    /** The counters of a node that has not run yet. */
    public static final GossipCounters ZERO = new GossipCounters(
            0,
            none(MessageType.values()),
            0,
            none(RejectReason.values()),
            0,
            none(MessageType.values()),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0);

    /** Takes immutable copies of the maps. */
    public GossipCounters {
        accepted = Map.copyOf(accepted);
        rejected = Map.copyOf(rejected);
        sent = Map.copyOf(sent);
    }

    private static <T> Map<T, Long> none(T[] keys) {
        return Arrays.stream(keys).collect(Collectors.toMap(Function.identity(), _ -> 0L));
    }

    /** All datagrams that were understood and used. */
    public long acceptedInAll() {
        return sum(accepted);
    }

    /** All datagrams that changed nothing. */
    public long rejectedInAll() {
        return sum(rejected);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Payload bytes of UDP in both directions. */
    public long totalBytes() {
        return receivedBytes + sentBytes;
    }
}
