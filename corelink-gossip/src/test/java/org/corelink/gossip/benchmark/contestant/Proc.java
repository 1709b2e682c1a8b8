package org.corelink.gossip.benchmark.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux counts, of a process and of the network that it is in. */
public final class Proc {
    private static final Path ROOT = Path.of("/proc");
    private static final Pattern SPACES = Pattern.compile("[\\s:]+");

    private Proc() {}

    /**
     * What a network interface has carried so far, in Ethernet frames without their checksums.
     *
     * @param receivedBytes so many
     * @param receivedFrames so many
     * @param sentBytes so many
     * @param sentFrames so many
     */
    public record Traffic(long receivedBytes, long receivedFrames, long sentBytes, long sentFrames) {}

    /** What eth0 has carried, on the host of this process. */
    public static Traffic traffic(long pid) throws IOException {
        long[] values = numbers(line(ROOT.resolve(pid + "/net/dev"), "eth0:"));
        return new Traffic(values[0], values[1], values[8], values[9]);
    }

    /** UDP datagrams sent so far on the host that the calling thread is on. */
    public static long udpDatagramsSent() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("thread-self/net/snmp"));
        // The first line names the columns.
        String values = lines.stream()
                .filter(line -> line.startsWith("Udp:"))
                .skip(1)
                .findFirst()
                .orElseThrow();
        return numbers(values)[3];
    }

    /** CPU time of the threads whose names begin so, in nanoseconds. */
    public static long cpuNanos(long pid, String threads) throws IOException {
        long sum = 0;
        try (Stream<Path> tasks = Files.list(ROOT.resolve(pid + "/task"))) {
            for (Path task : tasks.toList()) {
                sum += cpuNanos(task, threads);
            }
        }
        return sum;
    }

    private static long cpuNanos(Path task, String threads) throws IOException {
        try {
            boolean counts = Files.readString(task.resolve("comm")).startsWith(threads);
            return counts ? numbers("- " + Files.readString(task.resolve("schedstat")))[0] : 0;
        } catch (NoSuchFileException e) {
            return 0; // It has ended meanwhile.
        }
    }

    /** Resident memory, in bytes. */
    public static long rss(long pid) throws IOException {
        return 1024 * numbers(line(ROOT.resolve(pid + "/status"), "VmRSS:"))[0];
    }

    /** Resident memory, what is shared divided by the number of those who share it; in bytes. */
    public static long pss(long pid) throws IOException {
        return 1024 * numbers(line(ROOT.resolve(pid + "/smaps_rollup"), "Pss:"))[0];
    }

    /** Time that the processors have been in use, and in all, since the start of the machine; in ticks. */
    public static long[] machine() throws IOException {
        long[] ticks = numbers(line(ROOT.resolve("stat"), "cpu "));
        long all = Arrays.stream(ticks).limit(8).sum();
        return new long[] {all - ticks[3] - ticks[4], all};
    }

    private static String line(Path file, String start) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + start + " in " + file));
    }

    /** The numbers after the first word. */
    private static long[] numbers(String line) {
        return SPACES.splitAsStream(line.strip())
                .skip(1)
                .filter(word -> !word.isEmpty() && Character.isDigit(word.charAt(0)))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
