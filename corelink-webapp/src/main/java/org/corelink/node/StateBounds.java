package org.corelink.node;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PrintableText;
import org.corelink.node.link.NetworkLink;
import org.jspecify.annotations.Nullable;

/** What a {@link NodeState} may hold to travel in a payload: more is refused on the way in, trimmed on the way out. */
final class StateBounds {
    static final int MAX_GPUS = 16;
    static final int MAX_GPU_INDEX = 999;
    static final int MAX_MODEL_LENGTH = 64;
    static final int MAX_PROBLEM_LENGTH = 160;
    static final int MAX_VERSION_LENGTH = 32;
    /** One digit travels; the standard is at 7. */
    static final int MAX_PCIE_GENERATION = 9;

    static final int MAX_PCIE_LANES = 32;
    static final int MAX_LINK_MBIT = NetworkLink.MAX_MBIT;
    /** 1 Tbit/s. */
    static final double MAX_KBPS = 1e9;
    /** Some 30 years. */
    static final double MAX_DRIFT_SECONDS = 1e9;
    /** Some 300 years. */
    static final long MAX_UPTIME_SECONDS = 9_999_999_999L;

    static final int KBPS_DECIMALS = 3;
    static final int DRIFT_DECIMALS = 6;

    /** Version of the payloads. Known fields keep their meaning: what means something else gets a name of its own. */
    static final int FORMAT = 1;

    static final int MAX_FORMAT = 65_535;
    /** Some 300 years. */
    static final long MAX_AGE_TENTHS = 99_999_999_999L;
    /** The end of the year 9999. */
    static final long MAX_EPOCH_SECONDS = 253_402_300_799L;

    static final int MAX_SOURCE_LENGTH = 16;
    static final int MAX_REASON_LENGTH = 96;
    static final int MAX_KERNEL_LENGTH = 64;
    static final int MAX_LINKS = 8;
    /** Linux: IFNAMSIZ less the zero at its end. */
    static final int MAX_INTERFACE_LENGTH = 15;

    static final int MAX_LINK_LENGTH = 40;

    private StateBounds() {}

    /** The nearest state that keeps every bound: what is out of bounds becomes unknown, text is cleaned and cut. */
    static NodeState fit(NodeState state) {
        return new NodeState(
                PrintableText.clean(state.version(), MAX_VERSION_LENGTH),
                state.simulated(),
                fit(state.gpus()),
                state.gpuProblem() == null ? null : PrintableText.clean(state.gpuProblem(), MAX_PROBLEM_LENGTH),
                upTo(MAX_LINK_MBIT, state.linkMbit()),
                upTo(MAX_LINK_MBIT, state.linkMaxMbit()),
                fitDrift(state.clockDriftSeconds()),
                // The negation also catches NaN.
                !(state.corelinkKbps() >= 0) ? 0 : Math.min(state.corelinkKbps(), MAX_KBPS),
                fitUptime(state.uptimeSeconds()),
                state.machine());
    }

    private static List<Gpu> fit(List<Gpu> gpus) {
        Map<Integer, Gpu> byIndex = new LinkedHashMap<>();
        gpus.stream()
                .filter(gpu -> gpu.index() >= 0 && gpu.index() <= MAX_GPU_INDEX)
                .sorted(Comparator.comparingInt(Gpu::index))
                .forEach(gpu -> byIndex.putIfAbsent(gpu.index(), gpu));
        return byIndex.values().stream().limit(MAX_GPUS).map(StateBounds::fit).toList();
    }

    private static Gpu fit(Gpu gpu) {
        PcieLinks pcie = gpu.inventory().pcie();
        return gpu.withModel(PrintableText.clean(gpu.model(), MAX_MODEL_LENGTH))
                .withPcie(new PcieLinks(pcie.now(), pcie.card(), pcie.slot(), GpuFields.fitted(pcie.bottleneck())));
    }

    private static int upTo(int highest, int value) {
        return value >= 0 && value <= highest ? value : 0;
    }

    private static @Nullable Double fitDrift(@Nullable Double seconds) {
        return seconds != null && Math.abs(seconds) <= MAX_DRIFT_SECONDS ? seconds : null;
    }

    private static @Nullable Long fitUptime(@Nullable Long seconds) {
        return seconds != null && seconds >= 0 && seconds <= MAX_UPTIME_SECONDS ? seconds : null;
    }
}
