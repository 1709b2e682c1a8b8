package org.corelink.node;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.jspecify.annotations.Nullable;

/**
 * Whether something goes on at a machine: GPUs or links come, go or get into trouble, or work begins, ends or changes
 * its pace. Noise is not enough: power, temperature and clocks of idle cards flicker all the time.
 *
 * @param last what was seen last; null before the first look
 * @param changedNanos when something last changed, in the time base of {@link System#nanoTime()}
 */
record Liveliness(@Nullable NodeState last, long changedNanos) {
    /** A change of utilisation that counts, percentage points. */
    static final int STEP_PERCENT = 5;

    /** A change of memory in use that counts, MiB: what a context of a program takes. */
    static final int STEP_MIB = 100;

    /** Before the first look: whatever is seen first is a change. */
    static Liveliness from(long nowNanos) {
        return new Liveliness(null, nowNanos);
    }

    /** After one more look. */
    Liveliness after(NodeState state, long nowNanos) {
        if (last != null && !differs(last, state)) {
            // What was seen first stays, so that a slow drift adds up to a change.
            return this;
        }
        return new Liveliness(state, nowNanos);
    }

    /** Whether something has changed within this time. */
    boolean isWithin(Duration time, long nowNanos) {
        return nowNanos - changedNanos < time.toNanos();
    }

    private static boolean differs(NodeState before, NodeState now) {
        return !before.hasSameGpusAs(now)
                || before.linkMbit() != now.linkMbit()
                || !before.machine().links().equals(now.machine().links())
                || anyDiffers(before.gpus(), now.gpus());
    }

    private static boolean anyDiffers(List<Gpu> before, List<Gpu> now) {
        for (int i = 0; i < before.size(); i++) {
            GpuReading one = before.get(i).reading();
            GpuReading other = now.get(i).reading();
            if (isStep(one.utilizationPercent(), other.utilizationPercent(), STEP_PERCENT)
                    || isStep(one.memoryUsedMiB(), other.memoryUsedMiB(), STEP_MIB)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStep(@Nullable Integer before, @Nullable Integer now, int step) {
        if (before == null || now == null) {
            return !Objects.equals(before, now);
        }
        return Math.abs(now - before) >= step;
    }
}
