package org.corelink.api.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.Set;
import org.corelink.api.Words;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;

/** CoreLink's own counters, of the machine that is scraped. */
final class GossipMetrics {
    private GossipMetrics() {}

    static void add(Families families, GossipCounters counters, GossipStatus status, Set<Condition> conditions) {
        received(families, counters, status);
        sent(families, counters);
        verdicts(families, counters);
        for (Condition condition : Condition.values()) {
            families.gauge(
                    "corelink_gossip_limited",
                    "Whether this limits how well the machine can tell who is there",
                    Labels.of("limit", Words.of(condition)),
                    conditions.contains(condition));
        }
        families.gauge(
                "corelink_gossip_receive_buffer_bytes",
                "Smallest receive buffer of a socket",
                Labels.EMPTY,
                status.receiveBufferBytes());
    }

    private static void received(Families families, GossipCounters counters, GossipStatus status) {
        counter(families, "received_datagrams", "Datagrams read from the sockets", counters.received());
        counter(families, "received_bytes", "Payload of UDP read", counters.receivedBytes());
        byWord(families, "accepted_datagrams", "Datagrams that were used, by type", "type", counters.accepted());
        byWord(
                families,
                "rejected_datagrams",
                "Datagrams that changed nothing, by reason",
                "reason",
                counters.rejected());
        counter(families, "own_echoes", "The machine's own multicasts, looped back", counters.ownEchoes());
        if (status.kernelDrops() >= 0) {
            counter(
                    families,
                    "kernel_dropped_datagrams",
                    "Datagrams that the kernel threw away because a buffer was full",
                    status.kernelDrops());
        }
    }

    private static void sent(Families families, GossipCounters counters) {
        byWord(families, "sent_messages", "Messages sent, by type", "type", counters.sent());
        counter(families, "sent_datagrams", "Datagrams handed to the kernel", counters.sentDatagrams());
        counter(families, "sent_bytes", "Payload of UDP handed to the kernel", counters.sentBytes());
        counter(families, "send_failures", "Datagrams that the kernel refused", counters.sendFailures());
        counter(
                families,
                "refusals",
                "Answers of a kernel that nobody listens on a member's port",
                counters.refusals());
    }

    private static void verdicts(Families families, GossipCounters counters) {
        counter(families, "suspected_members", "Members that came to be suspect", counters.suspected());
        counter(families, "condemned_members", "Members that came to be down", counters.condemned());
        counter(
                families,
                "refutations",
                "Times that the machine objected to being held for silent",
                counters.refuted());
        counter(families, "faults", "Errors of CoreLink that the gossip thread survived", counters.faults());
    }

    private static void counter(Families families, String name, String help, long value) {
        families.counter("corelink_gossip_" + name, help, Labels.EMPTY, value);
    }

    private static void byWord(
            Families families, String name, String help, String label, Map<? extends Enum<?>, Long> counts) {
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> one.name().compareTo(other.name())))
                .forEach(count -> families.counter(
                        "corelink_gossip_" + name, help, Labels.of(label, Words.of(count.getKey())), count.getValue()));
    }
}
