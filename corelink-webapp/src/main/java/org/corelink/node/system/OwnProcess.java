package org.corelink.node.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at this very process through {@code /proc/self}. One thread at a time. */
public final class OwnProcess implements Supplier<ProcessCost> {
    private static final Pattern THREADS = Pattern.compile("^Threads:\\s{1,32}([0-9]{1,7})\\n", Pattern.MULTILINE);
    private static final long KIB_PER_MIB = 1_024;
    private static final long BYTES_PER_MIB = 1_024 * KIB_PER_MIB;
    private static final double PERCENT = 100;

    private final ProcFiles files;
    private final Path descriptors;
    private final LongSupplier nanoClock;
    private final MeanRate ticks = new MeanRate();

    /**
     * Reads under {@code self}.
     *
     * @param nanoClock as {@link System#nanoTime()}
     */
    OwnProcess(Path self, LongSupplier nanoClock) {
        files = new ProcFiles(self);
        descriptors = self.resolve("fd");
        this.nanoClock = nanoClock;
    }

    /** The source for the process that calls it. */
    public static OwnProcess ofThisProcess() {
        return new OwnProcess(ProcFiles.PROC.resolve("self"), System::nanoTime);
    }

    @Override
    public ProcessCost get() {
        String status = files.read("status");
        OptionalLong resident = MemorySize.kib(status, "VmRSS");
        Runtime runtime = Runtime.getRuntime();
        return new ProcessCost(
                cpuPercent(ProcessStat.ticks(files.read("stat"))),
                resident.isPresent() ? resident.getAsLong() / KIB_PER_MIB : null,
                (runtime.totalMemory() - runtime.freeMemory()) / BYTES_PER_MIB,
                threads(status),
                openDescriptors());
    }

    private @Nullable Double cpuPercent(OptionalLong used) {
        if (used.isEmpty()) {
            return null;
        }
        Double perSecond = ticks.perSecond(nanoClock.getAsLong(), used.getAsLong());
        return perSecond == null
                ? null
                : (Double) (Math.round(perSecond * PERCENT * 10 / ProcessStat.TICKS_PER_SECOND) / 10.0);
    }

    private static @Nullable Integer threads(String status) {
        Matcher line = THREADS.matcher(status);
        return line.find() ? (Integer) Integer.parseInt(line.group(1)) : null;
    }

    private @Nullable Integer openDescriptors() {
        try (Stream<Path> open = Files.list(descriptors)) {
            // Less the one that lists them.
            return (int) Math.max(0, open.count() - 1);
        } catch (IOException e) {
            // No proc file system, or no descriptor left to list them with: unknown.
            return null;
        }
    }
}
