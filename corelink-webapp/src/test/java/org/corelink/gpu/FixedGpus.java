package org.corelink.gpu;

import java.util.List;
import java.util.stream.IntStream;

/** A source that gives what the test last set; any thread may set. */
public final class FixedGpus implements GpuSource {
    private volatile GpuSample sample;

    private FixedGpus(GpuSample sample) {
        this.sample = sample;
    }

    /** That many idle cards of one kind. */
    public static FixedGpus idle(int count) {
        return new FixedGpus(new GpuSample(
                IntStream.range(0, count).mapToObj(FixedGpus::card).toList(), null));
    }

    /** A machine without a GPU. */
    public static FixedGpus none(String reason) {
        return new FixedGpus(GpuSample.none(reason));
    }

    /** One card with every quantity known. */
    public static Gpu card(int index) {
        GpuReading reading = new GpuReading(0, 512, 24_564, 35, 22, 450, 30, 210, 405);
        return new Gpu(index, "GeForce RTX 4090", new PcieLink(4, 16), reading);
    }

    /** Replaces what the next sample gives. */
    public void set(GpuSample next) {
        sample = next;
    }

    /** Replaces what the next sample gives by these cards. */
    public void set(List<Gpu> gpus) {
        sample = new GpuSample(gpus, null);
    }

    @Override
    public GpuSample sample() {
        return sample;
    }
}
