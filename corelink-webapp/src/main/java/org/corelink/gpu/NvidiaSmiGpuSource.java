package org.corelink.gpu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GPUs as nvidia-smi lists them, with the PCIe bottleneck that the kernel knows. Call from one thread at a time; a call
 * blocks for the time-out of the {@link NvidiaSmiProcess} at most, beside the time that sysfs takes.
 */
public final class NvidiaSmiGpuSource implements GpuSource {
    /**
     * Time for one answer. Without the driver's persistence mode the first answer of a machine with eight cards takes
     * seconds.
     */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final NvidiaSmiProcess process;
    private final SysfsPcie pcie;

    /** Bottlenecks by bus id; what card and slots can do does not change while the card stays where it is. */
    private final Map<String, PcieLink> bottlenecks = new HashMap<>();

    /** Reads through the given process and device tree. */
    public NvidiaSmiGpuSource(NvidiaSmiProcess process, SysfsPcie pcie) {
        this.process = process;
        this.pcie = pcie;
    }

    /** The source for this machine: {@code nvidia-smi} on the PATH, and the kernel's own sysfs. */
    public static NvidiaSmiGpuSource ofThisMachine() {
        return new NvidiaSmiGpuSource(
                new NvidiaSmiProcess(Path.of("nvidia-smi"), DEFAULT_TIMEOUT), new SysfsPcie(SysfsPcie.PCI_DEVICES));
    }

    @Override
    public GpuSample sample() {
        return switch (process.run()) {
            case NvidiaSmiOutcome.Answered answer -> NvidiaSmiReport.toSample(answer, this::bottleneck);
            case NvidiaSmiOutcome.NoAnswer none -> GpuSample.none(none.reason());
        };
    }

    private PcieLink bottleneck(NvidiaSmiRow row) {
        PcieLink known = bottlenecks.computeIfAbsent(row.busId(), this::readBottleneck);
        return known == null ? row.maxLink() : known;
    }

    /** Null if unknown, so that it is asked again next time. */
    private @Nullable PcieLink readBottleneck(String busId) {
        PcieLink bottleneck = pcie.path(busId).bottleneck();
        return bottleneck.isKnown() ? bottleneck : null;
    }
}
