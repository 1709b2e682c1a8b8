package org.corelink.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** The cells of a GPU that are more than a number with its unit. */
final class GpuCells {
    /** In queries: the link is slower than the card could be. */
    static final String BOTTLENECK = "bottleneck";

    private GpuCells() {}

    /** {@code "2520 / 10501 MHz"}: multiprocessors and memory. */
    static Cell clocks(Gpu gpu) {
        Integer sm = gpu.reading().smClockMhz();
        Integer memory = gpu.reading().memoryClockMhz();
        return sm == null || memory == null ? Quantity.whole(sm, "MHz") : Cell.of(sm + " / " + memory + " MHz");
    }

    /** {@code "1.0 x 16 / 4.0 x 16"}: now and at best; a slot or bridge that holds the card back is named. */
    static Cell pcie(Gpu gpu) {
        PcieLinks links = gpu.inventory().pcie();
        PcieLink best = links.bottleneck();
        if (best.equals(PcieLink.UNKNOWN)) {
            return links.now().isKnown() ? Cell.of("now " + links.now().toLimit()) : Cell.UNKNOWN;
        }
        String text = links.now().isKnown() ? links.now().toLimit() + " / " + best.toLimit() : best.toLimit();
        return links.isHeldBack()
                ? Cell.of(text + " – " + BOTTLENECK)
                        .withHint("the card could do " + links.card().toLimit() + ", its slot or a bridge cannot")
                : Cell.of(text);
    }

    /** {@code "gen4"}, {@code "x16"}, and {@value #BOTTLENECK}; null if nothing is known. */
    static @Nullable List<String> pcieWords(Gpu gpu) {
        PcieLink best = gpu.bottleneck();
        if (best.equals(PcieLink.UNKNOWN)) {
            return null;
        }
        List<String> words = new ArrayList<>(List.of("gen" + best.generation(), "x" + best.lanes()));
        if (gpu.inventory().pcie().isHeldBack()) {
            words.add(BOTTLENECK);
        }
        return words;
    }

    /** Each generation doubles the one before. */
    static @Nullable Double pcieRank(Gpu gpu) {
        PcieLink best = gpu.bottleneck();
        return best.isKnown() ? (Double) Math.scalb((double) best.lanes(), best.generation()) : null;
    }

    /** {@code "P0"}. */
    static Cell performanceState(Gpu gpu) {
        Integer state = gpu.reading().value(GpuQuantity.PERFORMANCE_STATE);
        return state == null ? Cell.UNKNOWN : Cell.of("P" + state);
    }

    /** Why it is slower than it could be. */
    static Cell throttle(Gpu gpu) {
        List<String> words = throttleWords(gpu);
        if (words == null) {
            return Cell.UNKNOWN;
        }
        return words.isEmpty() ? Cell.of("none") : Cell.of(String.join(", ", words));
    }

    static @Nullable List<String> throttleWords(Gpu gpu) {
        return gpu.reading().throttleReasons() == null
                ? null
                : gpu.reading().throttleReasons().stream()
                        .map(ThrottleReason::inWords)
                        .toList();
    }

    /** Memory errors since the driver was loaded that were not corrected; the hint has those that were. */
    static Cell errors(Gpu gpu) {
        Integer bad = gpu.reading().value(GpuQuantity.UNCORRECTED_ERRORS);
        Integer corrected = gpu.reading().value(GpuQuantity.CORRECTED_ERRORS);
        if (bad == null) {
            return Cell.UNKNOWN;
        }
        Cell cell = Cell.of(Integer.toString(bad));
        return corrected == null || corrected == 0 ? cell : cell.withHint(corrected + " corrected");
    }

    /** Number of processes; the hint names their owners. */
    static Cell processes(Gpu gpu) {
        List<GpuProcess> processes = gpu.reading().processes();
        if (processes == null) {
            return Cell.UNKNOWN;
        }
        return Cell.of(Integer.toString(processes.size()))
                .withHint(processes.stream()
                        .map(process -> process.owner().user())
                        .filter(user -> user != null)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    /** MiB that nobody uses. */
    static @Nullable Integer freeMiB(GpuReading reading) {
        Integer used = reading.memoryUsedMiB();
        Integer total = reading.memoryTotalMiB();
        return used == null || total == null || used > total ? null : (Integer) (total - used);
    }
}
