package org.corelink.gossip.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.Verdict;
import org.corelink.gossip.transport.Sending;
import org.jspecify.annotations.Nullable;

/** The counters of one node while they count. Any thread may read them; each read is of one moment. */
final class Tally {
    private long received;
    private long receivedBytes;
    private final Map<MessageType, Long> accepted = new EnumMap<>(GossipCounters.ZERO.accepted());
    private long ownEchoes;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(GossipCounters.ZERO.rejected());
    private final Map<MessageType, Long> sent = new EnumMap<>(GossipCounters.ZERO.sent());
    private long sentDatagrams;
    private long sentBytes;
    private long sendFailures;
    private long refusals;
    private long suspected;
    private long condemned;
    private long refuted;
    private long faults;

    /**
     * What became of one received datagram.
     *
     * @param type what it said; null if it was not understood
     */
    record Outcome(@Nullable MessageType type, Verdict verdict) {
        static Outcome rejected(RejectReason reason) {
            return new Outcome(null, new Verdict.Rejected(reason));
        }
    }

    /** The only place where a datagram is counted as received, and in the same breath by what became of it. */
    synchronized void received(int bytes, Outcome outcome) {
        received++;
        receivedBytes += bytes;
        switch (outcome.verdict()) {
            case Verdict.Accepted() -> accepted.merge(outcome.type(), 1L, Long::sum);
            case Verdict.OwnEcho() -> ownEchoes++;
            case Verdict.Rejected(RejectReason reason) -> rejected.merge(reason, 1L, Long::sum);
        }
    }

    synchronized void sent(MessageType type, int bytes, Sending sending) {
        sent.merge(type, 1L, Long::sum);
        sentDatagrams += sending.sent();
        sentBytes += (long) bytes * sending.sent();
        sendFailures += sending.failed();
    }

    synchronized void refusal() {
        refusals++;
    }

    synchronized void happened(List<MembershipEvent> events) {
        for (MembershipEvent event : events) {
            switch (event) {
                case MembershipEvent.Suspected _ -> suspected++;
                case MembershipEvent.WentDown _ -> condemned++;
                case MembershipEvent.Refuted _ -> refuted++;
                default -> {
                    // Has no counter of its own.
                }
            }
        }
    }

    synchronized void fault() {
        faults++;
    }

    synchronized long faults() {
        return faults;
    }

    synchronized GossipCounters counters() {
        return new GossipCounters(
                received,
                accepted,
                ownEchoes,
                rejected,
                receivedBytes,
                sent,
                sentDatagrams,
                sentBytes,
                sendFailures,
                refusals,
                suspected,
                condemned,
                refuted,
                faults);
    }
}
