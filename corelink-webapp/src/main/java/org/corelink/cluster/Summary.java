package org.corelink.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.node.NodeState;
import org.jspecify.annotations.Nullable;

/** The strip above the table: one text for each figure, by key. Values of machines that are not online do not count. */
public final class Summary {
    /** From this utilisation on a GPU is busy, percent. */
    static final int BUSY_PERCENT = 5;

    private Summary() {}

    /** The figures of a view, in the order in which they are shown. */
    public static SequencedMap<String, String> of(ClusterView view) {
        List<NodeView> online = in(view, MemberState.ONLINE);
        List<GpuReading> readings = online.stream()
                .flatMap(node -> node.state().gpus().stream())
                .map(Gpu::reading)
                .toList();
        long busy = readings.stream().filter(Summary::isBusy).count();
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put("online", Integer.toString(online.size()));
        figures.put("suspect", Integer.toString(in(view, MemberState.SUSPECT).size()));
        figures.put(
                "down",
                Integer.toString(in(view, MemberState.DOWN, MemberState.STALE).size()));
        figures.put(
                "trouble",
                Long.toString(
                        view.nodes().stream().filter(NodeView::isInTrouble).count()));
        figures.put("gpus", Integer.toString(readings.size()));
        figures.put("busy", Long.toString(busy));
        figures.put(
                "idle", Long.toString(readings.stream().filter(Summary::isIdle).count()));
        figures.put("memory", memory(readings));
        figures.put("power", sum(readings, GpuReading::powerWatts) + " W");
        figures.put(
                "traffic",
                Quantity.kilobits(online.stream()
                        .mapToDouble(node -> node.state().corelinkKbps())
                        .sum()));
        figures.put("cost", view.self().map(NodeView::state).map(Summary::cost).orElse(Cell.UNKNOWN.text()));
        return figures;
    }

    private static String cost(NodeState state) {
        return Quantity.cost(state.machine().process(), state.machine().disk());
    }

    private static List<NodeView> in(ClusterView view, MemberState... states) {
        Set<MemberState> wanted = Set.of(states);
        return view.nodes().stream()
                .filter(node -> wanted.contains(node.membership()))
                .toList();
    }

    private static boolean isBusy(GpuReading reading) {
        Integer percent = reading.utilizationPercent();
        return percent != null && percent >= BUSY_PERCENT;
    }

    private static boolean isIdle(GpuReading reading) {
        Integer percent = reading.utilizationPercent();
        return percent != null && percent < BUSY_PERCENT;
    }

    private static String memory(List<GpuReading> readings) {
        return Quantity.gib(sum(readings, GpuReading::memoryUsedMiB))
                + " / "
                + Quantity.gib(sum(readings, GpuReading::memoryTotalMiB))
                + " GiB";
    }

    private static long sum(List<GpuReading> readings, Function<GpuReading, @Nullable Integer> value) {
        Stream<@Nullable Integer> values = readings.stream().map(value);
        return values.filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
    }
}
