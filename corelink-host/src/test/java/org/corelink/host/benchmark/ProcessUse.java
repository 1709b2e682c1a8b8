package org.corelink.host.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, as Linux counts it.
 *
 * @param cpuMillis user and system time of all its threads, and of children that have ended
 * @param residentMiB its resident memory, pages of files among it
 * @param ownMiB its share of that: shared pages divided by those who share them
 */
record ProcessUse(long cpuMillis, long residentMiB, long ownMiB) {
    /** Of Linux on every architecture that has Java. */
    private static final int MILLIS_PER_TICK = 10;

    /** Fields of {@code /proc/<pid>/stat} after the name: utime, stime, cutime, cstime. */
    private static final int FIRST = 11;

    private static final int LAST = 14;
    private static final int KIB = 1_024;

    /** As of now. */
    static ProcessUse of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        long ticks = 0;
        for (int i = FIRST; i <= LAST; i++) {
            ticks += Long.parseLong(fields.get(i));
        }
        List<String> memory = Files.readAllLines(folder.resolve("smaps_rollup"));
        return new ProcessUse(ticks * MILLIS_PER_TICK, kib(memory, "Rss:") / KIB, kib(memory, "Pss:") / KIB);
    }

    private static long kib(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D+", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
