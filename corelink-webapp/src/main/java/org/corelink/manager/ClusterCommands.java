package org.corelink.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.RejectReason;

/** The commands that are about the cluster. */
final class ClusterCommands {
    /** Stands where nothing is known. */
    static final String UNKNOWN = "-";

    private final ClusterControl cluster;

    private ClusterCommands(ClusterControl cluster) {
        this.cluster = cluster;
    }

    static List<Command> of(ClusterControl cluster) {
        ClusterCommands commands = new ClusterCommands(cluster);
        return List.of(
                Command.plain(
                        "list",
                        Effect.READS,
                        "Lists the machines of the cluster, this one first: name, state, address, incarnation, seconds"
                                + " since it was heard, id.",
                        _ -> commands.list()),
                Command.plain(
                        "gossip",
                        Effect.READS,
                        "Tells how this machine gossips: mode, keys, interfaces, what limits it, and all counters.",
                        _ -> commands.gossip()),
                Command.plain(
                        "resample",
                        Effect.REFRESHES,
                        "Reads GPUs, links, clock and disk of this machine now, instead of at the next sample.",
                        _ -> commands.resample()));
    }

    private Answer list() {
        List<ListedMember> members = cluster.members();
        String number = members.size() == 1 ? "1 machine" : members.size() + " machines";
        return Answer.ok(
                "Listed " + number, members.stream().map(ClusterCommands::line).toList());
    }

    /** Fields between tabs: a name can hold any other character that separates. */
    private static String line(ListedMember member) {
        return String.join(
                "\t",
                member.name(),
                member.state().name().toLowerCase(Locale.ROOT),
                member.address().orElse(UNKNOWN),
                member.incarnation().isPresent()
                        ? Long.toString(member.incarnation().getAsLong())
                        : UNKNOWN,
                member.age().map(ClusterCommands::seconds).orElse(UNKNOWN),
                member.id().value());
    }

    private static String seconds(Duration age) {
        return Long.toString(age.toSeconds());
    }

    private Answer gossip() {
        GossipReport report = cluster.gossip();
        List<String> lines = new ArrayList<>();
        lines.add("Mode: [" + report.mode().name().toLowerCase(Locale.ROOT) + "]");
        lines.add("Keys: [" + report.keys().map(ClusterCommands::epochs).orElse("none: the open format uses no key")
                + "]");
        lines.add("Interfaces: " + report.status().interfaces());
        lines.add("Receive buffer: [" + report.status().receiveBufferBytes() + " bytes]");
        lines.add("Dropped by the kernel: ["
                + known(report.status().kernelDrops()).map(Object::toString).orElse(UNKNOWN) + "]");
        lines.add("Limited by: "
                + report.conditions().stream()
                        .map(limit -> limit.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        counters(report.counters(), lines);
        return Answer.ok("Gossip of this machine", lines);
    }

    /** Which keys there are; never the keys. */
    private static String epochs(Keyring keys) {
        return "current " + keys.current().epoch() + ", previous " + epoch(keys.previous()) + ", next "
                + epoch(keys.next());
    }

    private static String epoch(Optional<GroupKey> key) {
        return key.map(present -> Integer.toString(present.epoch())).orElse(UNKNOWN);
    }

    private static Optional<Long> known(long count) {
        return count < 0 ? Optional.empty() : Optional.of(count);
    }

    private static void counters(GossipCounters counters, List<String> lines) {
        lines.add("Received: [" + counters.received() + " datagrams, " + counters.receivedBytes() + " bytes]");
        lines.add("Sent: [" + counters.sentDatagrams() + " datagrams, " + counters.sentBytes() + " bytes]");
        lines.add("Own echoes: [" + counters.ownEchoes() + "]");
        lines.add("Failed to send: [" + counters.sendFailures() + "]");
        lines.add("Refused by peers: [" + counters.refusals() + "]");
        lines.add("Suspected: [" + counters.suspected() + "]");
        lines.add("Condemned: [" + counters.condemned() + "]");
        lines.add("Refuted: [" + counters.refuted() + "]");
        lines.add("Faults: [" + counters.faults() + "]");
        Arrays.stream(MessageType.values())
                .forEach(type -> lines.add("Accepted " + word(type) + ": ["
                        + counters.accepted().getOrDefault(type, 0L) + "], sent ["
                        + counters.sent().getOrDefault(type, 0L) + "]"));
        Arrays.stream(RejectReason.values())
                .forEach(reason -> lines.add(
                        "Rejected " + word(reason) + ": [" + counters.rejected().getOrDefault(reason, 0L) + "]"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Answer resample() {
        cluster.resample();
        return Answer.ok("Readings of this machine are taken now");
    }
}
