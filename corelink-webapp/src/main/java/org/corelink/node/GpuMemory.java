package org.corelink.node;

import java.time.Duration;
import java.util.List;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuSample;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the GPUs while samples come, fail, or stay out.
 *
 * <p>A sample with GPUs replaces everything. After one without, or with none at all, the GPUs of the last good one
 * stay: for {@link #READINGS_KEPT} with their readings, so that one slow answer is no alarm; after that with unknown
 * readings and the reason, so that nothing old is taken for live. The cards themselves stay for as long as the trouble
 * lasts: a driver that hangs takes no card out of the machine.
 *
 * @param sinceNanos when watching began
 * @param good the newest sample with GPUs, or null
 * @param newest the newest sample, or null
 */
record GpuMemory(
        long sinceNanos,
        @Nullable Timed<GpuSample> good,
        @Nullable Timed<GpuSample> newest) {
    /** How long a reading passes for live. */
    static final Duration READINGS_KEPT = Duration.ofSeconds(10);

    /** Nothing was sampled yet. */
    static GpuMemory from(long nowNanos) {
        return new GpuMemory(nowNanos, null, null);
    }

    /** With one more sample. */
    GpuMemory after(Timed<GpuSample> sample) {
        return new GpuMemory(sinceNanos, sample.value().gpus().isEmpty() ? good : sample, sample);
    }

    /** The sample whose GPUs are shown, or null before the first. */
    @Nullable
    Timed<GpuSample> shown() {
        return good == null ? newest : good;
    }

    /** What can honestly be said now. */
    GpuSample at(long nowNanos) {
        long silence = nowNanos - (newest == null ? sinceNanos : newest.nanos());
        String problem = silence > READINGS_KEPT.toNanos() ? noAnswer(silence) : newestProblem();
        GpuSample.Origin origin =
                newest == null ? GpuSample.Origin.UNKNOWN : newest.value().origin();
        if (good == null) {
            return GpuSample.none(problem == null ? NodeState.GPUS_NOT_READ : problem)
                    .from(origin);
        }
        if (nowNanos - good.nanos() <= READINGS_KEPT.toNanos()) {
            return good.value().from(origin);
        }
        return new GpuSample(withoutReadings(good.value().gpus()), problem, origin);
    }

    private @Nullable String newestProblem() {
        return newest == null ? null : newest.value().problem();
    }

    /** In steps, so that a long silence is not a change every second. */
    private static String noAnswer(long nanos) {
        Duration silence = Duration.ofNanos(nanos);
        String time = silence.toMinutes() > 0 ? silence.toMinutes() + " min" : silence.toSeconds() / 10 * 10 + " s";
        return "no answer from the GPU driver for " + time;
    }

    private static List<Gpu> withoutReadings(List<Gpu> gpus) {
        return gpus.stream().map(Gpu::withoutReading).toList();
    }
}
