package org.corelink.gossip.runtime;

import java.util.EnumMap;
import java.util.Map;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.Verdict;
import org.corelink.gossip.transport.Sending;

/** The counters of one node while they count. */
final class Tally {
    private long received;
    private long receivedBytes;
    private long accepted;
    private long ownEchoes;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(GossipCounters.ZERO.rejected());
    private long sent;
    private long sentBytes;
    private long sendFailures;
    private long faults;

    /** The only place where a datagram is counted as received, and in the same breath by what became of it. */
    void received(int bytes, Verdict verdict) {
        received++;
        receivedBytes += bytes;
        switch (verdict) {
            case Verdict.Accepted() -> accepted++;
            case Verdict.OwnEcho() -> ownEchoes++;
            case Verdict.Rejected(RejectReason reason) -> rejected.merge(reason, 1L, Long::sum);
        }
    }

    void sent(int bytes, Sending sending) {
        sent += sending.sent();
        sentBytes += (long) bytes * sending.sent();
        sendFailures += sending.failed();
    }

    void fault() {
        faults++;
    }

    GossipCounters counters() {
        return new GossipCounters(
                received, accepted, ownEchoes, rejected, receivedBytes, sent, sentBytes, sendFailures, faults);
    }
}
