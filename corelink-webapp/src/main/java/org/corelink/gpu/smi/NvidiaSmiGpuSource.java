package org.corelink.gpu.smi;

import java.nio.file.Path;
import java.time.Duration;
import org.corelink.gpu.ChosenGpuSource.Candidate;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.KnownCards;

/**
 * GPUs as nvidia-smi lists them. Call from one thread at a time; a call blocks for the time-out of the
 * {@link NvidiaSmiProcess} at most, beside the time that the kernel's files take.
 */
public final class NvidiaSmiGpuSource implements GpuSource {
    /**
     * Time for one answer. Without the driver's persistence mode the first answer of a machine with eight cards takes
     * seconds.
     */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private static final String NAME = "nvidia-smi";

    private final NvidiaSmiProcess process;
    private final GpuSurroundings surroundings;
    private final KnownCards cards = new KnownCards();

    /** Reads through the given process. */
    public NvidiaSmiGpuSource(NvidiaSmiProcess process, GpuSurroundings surroundings) {
        this.process = process;
        this.surroundings = surroundings;
    }

    /** The source for this machine: {@code nvidia-smi} on the PATH. */
    public static Candidate ofThisMachine(GpuSurroundings surroundings) {
        NvidiaSmiProcess process = new NvidiaSmiProcess(Path.of(NAME), DEFAULT_TIMEOUT);
        return new Candidate(
                NAME,
                () -> process.isInstalled()
                        ? new Opening.Ready(new NvidiaSmiGpuSource(process, surroundings), "nvidia-smi is on the PATH")
                        : new Opening.Missing("nvidia-smi is not installed"));
    }

    @Override
    public GpuSample sample() {
        return switch (process.run()) {
            case NvidiaSmiOutcome.Answered answer -> {
                GpuSample sample = NvidiaSmiReport.toSample(answer, cards, surroundings);
                cards.learn(sample.gpus());
                yield sample;
            }
            case NvidiaSmiOutcome.NoAnswer none -> GpuSample.none(none.reason());
        };
    }
}
