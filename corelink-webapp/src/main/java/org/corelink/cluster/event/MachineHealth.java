package org.corelink.cluster.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Trouble;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.Xid;
import org.corelink.node.NodeState;

/**
 * What was last told of the GPUs and the clock of one machine: what the next news are measured against.
 *
 * @param known numbers of the GPUs that it has had
 * @param lost those of them that do not work
 * @param errors the newest error number (XID) of each GPU that has had one
 * @param clockOff whether its clock is far from NTP time
 */
record MachineHealth(Set<Integer> known, Set<Integer> lost, Map<Integer, Integer> errors, boolean clockOff) {
    /** From this drift on a clock is off, seconds: times in the logs of two machines no longer tell what came first. */
    static final double CLOCK_OFF_SECONDS = 1;

    /** Below this one it is right again; less than the other, so that a clock in between makes no news all the time. */
    static final double CLOCK_RIGHT_SECONDS = 0.5;

    /** Nothing was told. */
    static final MachineHealth UNKNOWN = new MachineHealth(Set.of(), Set.of(), Map.of(), false);

    private static final String NOT_LISTED = "the driver does not list it any more";

    /** Takes immutable copies. */
    MachineHealth {
        known = Set.copyOf(known);
        lost = Set.copyOf(lost);
        errors = Map.copyOf(errors);
    }

    /** What is known after a look at the machine; the news are added to {@code news}. */
    MachineHealth after(NodeView node, List<News> news) {
        NodeState state = node.state();
        if (NodeState.GPUS_NOT_READ.equals(state.gpuProblem())) {
            // It has just started, and listens anew: the number that it told last would be another error.
            return new MachineHealth(known, lost, Map.of(), clockOff);
        }
        TreeMap<Integer, String> failing = failing(state);
        SequencedMap<String, List<Integer>> newlyLost = new LinkedHashMap<>();
        failing.forEach((index, why) -> {
            if (!lost.contains(index)) {
                newlyLost.computeIfAbsent(why, _ -> new ArrayList<>()).add(index);
            }
        });
        newlyLost.forEach((why, gpus) -> news.add(gpuNews(EventKind.GPU_LOST, node, gpus, why)));
        List<Integer> back = lost.stream()
                .filter(index -> !failing.containsKey(index))
                .sorted()
                .toList();
        if (!back.isEmpty()) {
            news.add(gpuNews(EventKind.GPU_BACK, node, back, "gives readings again"));
        }
        Set<Integer> nowKnown = new TreeSet<>(known);
        state.gpus().forEach(gpu -> nowKnown.add(gpu.index()));
        return new MachineHealth(nowKnown, failing.keySet(), errorsAfter(node, news), clockAfter(node, news));
    }

    private static News gpuNews(EventKind kind, NodeView node, List<Integer> gpus, String reason) {
        return new News(kind, node.id(), node.name(), gpus, 1, reason);
    }

    /** The GPUs that do not work, with the reason. */
    private TreeMap<Integer, String> failing(NodeState state) {
        TreeMap<Integer, String> failing = new TreeMap<>();
        String missing = state.gpuProblem() == null ? NOT_LISTED : state.gpuProblem();
        known.forEach(index -> failing.put(index, missing));
        for (Gpu gpu : state.gpus()) {
            if (Trouble.isBroken(state, gpu)) {
                failing.put(
                        gpu.index(), Objects.requireNonNullElse(gpu.condition().reason(), missing));
            } else {
                failing.remove(gpu.index());
            }
        }
        return failing;
    }

    /** A heartbeat that has no room for the number does not take it back. */
    private Map<Integer, Integer> errorsAfter(NodeView node, List<News> news) {
        Map<Integer, Integer> newest = new HashMap<>(errors);
        SequencedMap<Integer, List<Integer>> told = new LinkedHashMap<>();
        for (Gpu gpu : node.state().gpus()) {
            Integer xid = gpu.reading().value(GpuQuantity.XID);
            if (xid != null && !xid.equals(newest.put(gpu.index(), xid))) {
                told.computeIfAbsent(xid, _ -> new ArrayList<>()).add(gpu.index());
            }
        }
        told.forEach((xid, gpus) -> news.add(gpuNews(EventKind.GPU_ERROR, node, gpus, Xid.inWords(xid))));
        return newest;
    }

    private boolean clockAfter(NodeView node, List<News> news) {
        Double drift = node.state().clockDriftSeconds();
        if (drift == null) {
            return clockOff;
        }
        double off = Math.abs(drift);
        if (!clockOff && off >= CLOCK_OFF_SECONDS) {
            news.add(clockNews(EventKind.CLOCK_OFF, node, drift));
            return true;
        }
        if (clockOff && off < CLOCK_RIGHT_SECONDS) {
            news.add(clockNews(EventKind.CLOCK_RIGHT, node, drift));
            return false;
        }
        return clockOff;
    }

    private static News clockNews(EventKind kind, NodeView node, double drift) {
        String words = String.format(Locale.ROOT, "its clock is %+.3f s from NTP time", drift);
        return News.of(kind, node.id(), node.name(), words);
    }
}
