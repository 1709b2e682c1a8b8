package org.corelink.cluster.machine;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuProcess;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one GPU.
 *
 * @param index the driver's number
 * @param model name without the vendor
 * @param condition whether it works, in a word
 * @param reason why it does not, in the driver's words; empty for one that works
 * @param meters the four main readings
 * @param readings what else one looks for first
 * @param more all other readings
 * @param inventory what it is, and how it is set up
 * @param counters what it has counted: errors, pages, rows
 * @param processesKnown whether its processes are told; in the open format they never leave their machine
 * @param processes on it; empty where there are none, or none are told
 */
public record GpuSheet(
        int index,
        String model,
        String condition,
        String reason,
        List<Fact> meters,
        List<Fact> readings,
        List<Fact> more,
        List<Fact> inventory,
        List<Fact> counters,
        boolean processesKnown,
        List<ProcessLine> processes) {
    /** Takes immutable copies of the lists. */
    public GpuSheet {
        meters = List.copyOf(meters);
        readings = List.copyOf(readings);
        more = List.copyOf(more);
        inventory = List.copyOf(inventory);
        counters = List.copyOf(counters);
        processes = List.copyOf(processes);
    }

    static GpuSheet of(Gpu gpu) {
        List<GpuProcess> processes = gpu.reading().processes();
        return new GpuSheet(
                gpu.index(),
                gpu.model(),
                gpu.condition().state().name().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(gpu.condition().reason(), ""),
                GpuReadingFacts.meters(gpu.reading()),
                GpuReadingFacts.others(gpu.reading(), gpu.inventory().pcie()),
                GpuReadingFacts.more(gpu.reading()),
                GpuInventoryFacts.of(gpu.inventory()),
                GpuReadingFacts.counters(gpu.reading()),
                processes != null,
                lines(processes));
    }

    private static List<ProcessLine> lines(@Nullable List<GpuProcess> processes) {
        return processes == null
                ? List.of()
                : processes.stream().map(ProcessLine::of).toList();
    }
}
