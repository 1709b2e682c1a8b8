package org.corelink.gpu.smi;

import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apache.commons.exec.CommandLine;
import org.jspecify.annotations.Nullable;

/**
 * Runs nvidia-smi as a child process, with a deadline and a limit on its output.
 *
 * <p>A child that does not end in time is killed together with its own children, not asked. One that cannot be killed,
 * because the kernel waits for the driver, is left alone, and no second one is started beside it: at most one child is
 * ever stuck. Any thread may call; callers wait for each other.
 */
public final class NvidiaSmiProcess {
    /** Most bytes that each of the two outputs may have; a GPU takes some 15,000, and 50,000 with all its clocks. */
    public static final int MAX_OUTPUT_BYTES = 8 << 20;

    /** How long a killed child may take to vanish before it counts as stuck. */
    private static final Duration REAP = Duration.ofMillis(500);

    private final Path executable;
    private final CommandLine command;
    private final Duration timeout;
    private @Nullable NvidiaSmiRun last;

    /**
     * Prepares to run; starts nothing.
     *
     * @param executable a name to look for on the PATH, or a path
     * @param timeout time from the start to the full answer
     */
    public NvidiaSmiProcess(Path executable, Duration timeout) {
        this.timeout = timeout;
        this.executable = executable;
        this.command = new CommandLine(executable.toString());
        // Everything as XML in one call: the tables of --query-gpu know neither processes nor MIG, and refuse the whole
        // answer for one column that the driver's version does not know.
        command.addArgument("-q");
        command.addArgument("-x");
    }

    /** Whether there is such a program. */
    boolean isInstalled() {
        if (executable.getNameCount() > 1 || executable.isAbsolute()) {
            return Files.exists(executable);
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.exists(Path.of(folder).resolve(executable)));
    }

    /**
     * Runs it once. Returns within the time-out and half a second, whatever the child does. An interrupt of the calling
     * thread kills the child, returns at once, and leaves the thread interrupted.
     */
    public synchronized NvidiaSmiOutcome run() {
        if (last != null && !last.isOverWithin(REAP)) {
            return new NvidiaSmiOutcome.NoAnswer("an earlier nvidia-smi hangs and cannot be ended");
        }
        NvidiaSmiRun run = new NvidiaSmiRun(MAX_OUTPUT_BYTES);
        last = run;
        run.start(command);
        return run.await(timeout, "nvidia-smi did not answer within " + inSeconds(timeout) + " s");
    }

    private static String inSeconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
