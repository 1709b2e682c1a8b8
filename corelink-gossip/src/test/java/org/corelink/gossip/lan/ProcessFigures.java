package org.corelink.gossip.lan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has taken so far, by the files of Linux.
 *
 * @param cpu time on all processors, in the kernel too
 * @param residentBytes memory at this moment
 */
record ProcessFigures(Duration cpu, long residentBytes) {
    /** What a tick is on every Linux. */
    private static final int TICK_MILLIS = 10;

    private static final int PAGE_BYTES = 4_096;

    /** Fields of {@code stat} behind the name of the program, which may have blanks: see proc_pid_stat(5). */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;
    private static final int RESIDENT_PAGES = 21;

    static ProcessFigures of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return new ProcessFigures(
                Duration.ofMillis(ticks * TICK_MILLIS), Long.parseLong(fields[RESIDENT_PAGES]) * PAGE_BYTES);
    }
}
