package org.corelink.node.system;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all processors together have done since boot, in ticks of the kernel.
 *
 * @param total ticks of all kinds
 * @param idle of those, without work or waiting for a disk
 */
record CpuTimes(long total, long idle) {
    /** User, nice, system, idle, iowait, irq, softirq, steal; guest times, which follow, are in user and nice. */
    private static final int KINDS = 8;

    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final Pattern FORM =
            Pattern.compile("cpu {1,4}((?:[0-9]{1,17} ){" + (KINDS - 1) + "}[0-9]{1,17})\\b");
    private static final double PERCENT = 100;

    /** Reads the first line of {@code /proc/stat}; null if it is none. */
    static @Nullable CpuTimes parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.lookingAt()) {
            return null;
        }
        long[] ticks = Arrays.stream(form.group(1).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new CpuTimes(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[IOWAIT]);
    }

    /**
     * Share of the time since {@code before} in which there was work, 0 to 100, one decimal; null if no time has passed,
     * or the counters have gone back, as they may when a virtual machine moves.
     */
    @Nullable
    Double percentSince(CpuTimes before) {
        long passed = total - before.total;
        long rested = idle - before.idle;
        if (passed <= 0 || rested < 0 || rested > passed) {
            return null;
        }
        return Math.round((passed - rested) * PERCENT * 10 / passed) / 10.0;
    }
}
