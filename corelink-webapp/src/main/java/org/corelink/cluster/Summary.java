package org.corelink.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.node.NodeState;
import org.jspecify.annotations.Nullable;

/**
 * The strip above the table: one text for each figure, by key, of one or two lines, so that no amount is broken. Values of
 * machines that are not online do not count. A sum to which some GPU does not contribute is a lower bound and says so; one of
 * nothing known is {@link Cell#UNKNOWN}.
 */
public final class Summary {
    /** From this utilisation on a GPU is busy, percent. */
    static final int BUSY_PERCENT = 5;

    private static final String AT_LEAST = "≥ ";
    private static final int KILO = 1_000;
    private static final double SMALLEST_PERCENT = 0.01;

    private Summary() {}

    /** The figures of a view, in the order in which they are shown. */
    public static SequencedMap<String, String> of(ClusterView view) {
        List<NodeState> online = states(view, MemberState.ONLINE);
        List<GpuReading> readings = online.stream()
                .flatMap(state -> state.gpus().stream())
                .map(Gpu::reading)
                .toList();
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put("online", Integer.toString(online.size()));
        figures.put(
                "suspect", Integer.toString(states(view, MemberState.SUSPECT).size()));
        figures.put(
                "down",
                Integer.toString(
                        states(view, MemberState.DOWN, MemberState.STALE).size()));
        figures.put("gpus", Integer.toString(readings.size()));
        figures.put("busy", Long.toString(count(readings, percent -> percent >= BUSY_PERCENT)));
        figures.put("idle", Long.toString(count(readings, percent -> percent < BUSY_PERCENT)));
        figures.put(
                "trouble",
                Integer.toString(online.stream().mapToInt(Trouble::brokenGpus).sum()));
        figures.put("memory", memory(readings));
        figures.put("power", sum(readings, GpuReading::powerWatts, watts -> watts + " W"));
        figures.put("traffic", traffic(online));
        figures.put("cost", view.self().map(NodeView::state).map(Summary::cost).orElse(Cell.UNKNOWN.text()));
        return figures;
    }

    private static String cost(NodeState state) {
        return Quantity.cost(state.machine().process(), state.machine().disk());
    }

    private static List<NodeState> states(ClusterView view, MemberState... states) {
        Set<MemberState> wanted = Set.of(states);
        return view.nodes().stream()
                .filter(node -> wanted.contains(node.membership()))
                .map(NodeView::state)
                .toList();
    }

    private static long count(List<GpuReading> readings, Predicate<Integer> utilization) {
        Stream<@Nullable Integer> percents = readings.stream().map(GpuReading::utilizationPercent);
        return percents.filter(Objects::nonNull).filter(utilization).count();
    }

    private static String memory(List<GpuReading> readings) {
        String used = sum(readings, GpuReading::memoryUsedMiB, Quantity::gib);
        String total = sum(readings, GpuReading::memoryTotalMiB, mib -> Quantity.gib(mib) + " GiB");
        // Where a GPU tells neither, one sign says so of both.
        return used + " / " + (used.startsWith(AT_LEAST) ? total.replaceFirst(AT_LEAST, "") : total);
    }

    private static String sum(
            List<GpuReading> readings, Function<GpuReading, @Nullable Integer> value, Function<Long, String> inWords) {
        Stream<@Nullable Integer> values = readings.stream().map(value);
        List<Integer> known = values.filter(Objects::nonNull).toList();
        if (known.isEmpty() && !readings.isEmpty()) {
            return Cell.UNKNOWN.text();
        }
        String total =
                inWords.apply(known.stream().mapToLong(Integer::longValue).sum());
        return known.size() < readings.size() ? AT_LEAST + total : total;
    }

    /** CoreLink's traffic, and what share of the slowest link that is: all of it can pass there, for it is multicast. */
    private static String traffic(Collection<NodeState> online) {
        double kbps = online.stream().mapToDouble(NodeState::corelinkKbps).sum();
        OptionalInt slowest = online.stream()
                .mapToInt(NodeState::linkMbit)
                .filter(mbit -> mbit > 0)
                .min();
        if (slowest.isEmpty()) {
            return Quantity.kilobits(kbps);
        }
        double percent = 100 * kbps / (slowest.getAsInt() * (double) KILO);
        String share = percent < SMALLEST_PERCENT ? "< 0.01 %" : String.format(Locale.ROOT, "%.2f %%", percent);
        return Quantity.kilobits(kbps) + "\n" + share + " of "
                + Quantity.link(slowest.getAsInt(), 0).text();
    }
}
