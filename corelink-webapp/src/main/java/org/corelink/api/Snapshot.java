package org.corelink.api;

import java.util.List;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.event.EventLog;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.MemberState;

/**
 * Everything that programs are told, as of one moment.
 *
 * @param release what answers
 * @param view the cluster
 * @param events what has happened
 * @param counters of gossip
 * @param status of the sockets of gossip
 * @param nowNanos the moment, in the time base of {@link System#nanoTime()}
 */
public record Snapshot(
        Release release,
        ClusterView view,
        EventLog events,
        GossipCounters counters,
        GossipStatus status,
        long nowNanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * The running server.
     *
     * @param version of CoreLink
     * @param boot tells this run of the server from the next: revisions begin anew with each
     */
    public record Release(String version, String boot) {}

    /** Whether what the machine said still holds; else it is the last that is known. */
    public static boolean isLive(NodeView node) {
        return node.membership() == MemberState.ONLINE || node.membership() == MemberState.SUSPECT;
    }

    /** Age of what the machine said, in seconds, to the millisecond. */
    public double lastSeenSeconds(NodeView node) {
        return Math.round(Math.max(0, nowNanos - node.heardNanos()) / NANOS_PER_MILLI) / 1_000.0;
    }

    /** The addresses of the machine that answers, without the names of its interfaces. */
    List<String> ownAddresses() {
        // Each is written with its interface: eth0 (10.1.2.3).
        return status.interfaces().stream()
                .map(written -> written.replaceFirst("^.*\\((.*)\\)$", "$1"))
                .distinct()
                .toList();
    }

    /** The tag that changes with each revision of the view. Weak: ages go on without a revision. */
    String viewTag() {
        return tag(view.revision());
    }

    /** The tag that changes with each event. */
    String eventTag() {
        return tag(events.last());
    }

    /** The tag of what changes with a number that grows. */
    String tag(long number) {
        return "W/\"" + release.boot() + "-" + number + "\"";
    }
}
