package org.corelink.cluster;

import java.util.Locale;
import java.util.stream.Collectors;
import org.corelink.node.NodeState;
import org.corelink.node.Traffic;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;

/** The cells of a machine's links, clock and traffic; their hints tell where a value comes from. */
final class MachineCells {
    private MachineCells() {}

    /** The fastest link; the hint lists all of them. */
    static Cell link(NodeState state) {
        return Quantity.link(state.linkMbit(), state.linkMaxMbit())
                .withHint(state.machine().links().stream()
                        .map(MachineCells::inWords)
                        .collect(Collectors.joining("; ")));
    }

    /** {@code "eth0: 1 / 10 Gbit/s, full duplex"}. */
    private static String inWords(NetworkLink link) {
        String speed =
                link.name() + ": " + Quantity.link(link.mbit(), link.maxMbit()).text();
        return link.duplex() == Duplex.UNKNOWN
                ? speed
                : speed + ", " + link.duplex().inWords();
    }

    /** The clock; the hint tells who says so, or why nobody does. */
    static Cell drift(NodeState state) {
        return Quantity.drift(state.clockDriftSeconds())
                .withHint(state.machine().clockSource());
    }

    /** CoreLink's own traffic; the hint tells both directions. */
    static Cell traffic(NodeState state) {
        Cell both = Cell.of(Quantity.kilobits(state.corelinkKbps()));
        Traffic traffic = state.machine().traffic();
        return traffic.equals(Traffic.NONE)
                ? both
                : both.withHint(String.format(
                        Locale.ROOT,
                        "sent %s in %.1f datagrams/s, received %s in %.1f datagrams/s",
                        Quantity.kilobits(traffic.sentKbps()),
                        traffic.sentPerSecond(),
                        Quantity.kilobits(traffic.receivedKbps()),
                        traffic.receivedPerSecond()));
    }
}
