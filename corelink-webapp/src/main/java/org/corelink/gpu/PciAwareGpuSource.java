package org.corelink.gpu;

import java.util.function.BooleanSupplier;

/**
 * A source that knows whether there can be a GPU at all: where no card was ever listed and the bus has none, that is the
 * reason, and not the driver that nobody has installed. The bus is looked at from time to time, for it may get a card while
 * CoreLink runs. One thread.
 */
public final class PciAwareGpuSource implements GpuSource {
    private final GpuSource source;
    private final BooleanSupplier isWithoutDevice;

    private boolean hasListedAny;
    private boolean wasWithoutDevice;
    private int untilNextLook;

    /**
     * Samples {@code source}.
     *
     * @param isWithoutDevice whether the bus certainly has no device of NVIDIA; may block like a sample
     */
    public PciAwareGpuSource(GpuSource source, BooleanSupplier isWithoutDevice) {
        this.source = source;
        this.isWithoutDevice = isWithoutDevice;
    }

    @Override
    public GpuSample sample() {
        GpuSample sample = source.sample();
        hasListedAny |= !sample.gpus().isEmpty();
        // A card that was there and is gone is missed, wherever it went.
        return hasListedAny || !isWithoutDevice()
                ? sample
                : GpuSample.none(GpuSample.NO_DEVICE).from(sample.origin());
    }

    private boolean isWithoutDevice() {
        if (untilNextLook-- == 0) {
            untilNextLook = ChosenGpuSource.SAMPLES_BETWEEN_LOOKS - 1;
            wasWithoutDevice = isWithoutDevice.getAsBoolean();
        }
        return wasWithoutDevice;
    }
}
