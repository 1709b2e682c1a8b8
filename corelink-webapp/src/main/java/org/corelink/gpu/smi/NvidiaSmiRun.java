package org.corelink.gpu.smi;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ProcessDestroyer;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * One child process from start to end.
 *
 * <p>Commons Exec starts it and waits for it, on a thread that may stay with the child for as long as the kernel keeps
 * it. Its watchdog is not used, because it sends SIGTERM, which a hanging child may ignore; instead this class learns of
 * the child as a {@link ProcessDestroyer} and kills it.
 */
final class NvidiaSmiRun implements ProcessDestroyer, ExecuteResultHandler {
    /** How the JDK words a failed start: "error=2, No such file or directory", since 24 "error: 2 (...)". */
    private static final Pattern ERRNO = Pattern.compile("error(?:=|: )([0-9]+)");

    private static final String NO_SUCH_FILE = "2";
    private static final String PERMISSION_DENIED = "13";

    private final BoundedOutput output;
    private final BoundedOutput errors;
    private final PolledStreams streams;
    private final CompletableFuture<NvidiaSmiOutcome> outcome = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);

    // Guarded by this.
    private @Nullable Process child;
    private boolean killed;

    NvidiaSmiRun(int maxBytes) {
        Runnable tooMuch = () -> {
            outcome.complete(new NvidiaSmiOutcome.NoAnswer("nvidia-smi printed more than " + maxBytes + " bytes"));
            kill();
        };
        output = new BoundedOutput(maxBytes, tooMuch);
        errors = new BoundedOutput(maxBytes, tooMuch);
        streams = new PolledStreams(output, errors);
    }

    /** Starts the child in the background. */
    void start(CommandLine command) {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(streams)
                .setThreadFactory(task ->
                        Thread.ofPlatform().daemon().name("corelink-nvidia-smi").unstarted(task))
                .get();
        executor.setExitValues(null);
        executor.setProcessDestroyer(this);
        try {
            executor.execute(command, environment(), this);
        } catch (IOException e) {
            onProcessFailed(new ExecuteException("start", -1, e));
        }
    }

    /** Waits for the answer; kills the child when time is up or the calling thread is interrupted. */
    NvidiaSmiOutcome await(Duration timeout, String tooLate) {
        try {
            return outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            kill();
            return new NvidiaSmiOutcome.NoAnswer(tooLate);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            return new NvidiaSmiOutcome.NoAnswer("reading the GPUs was interrupted");
        } catch (ExecutionException e) {
            throw new AssertionError("the outcome is only ever completed with a value", e);
        }
    }

    /** Whether the child has ended, after waiting for that a little. An interrupt counts as no and is kept. */
    boolean isOverWithin(Duration patience) {
        try {
            return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Called by Commons Exec with the started child. */
    @Override
    public synchronized boolean add(Process process) {
        child = process;
        if (killed) {
            killTree(process);
        }
        return true;
    }

    /** Called by Commons Exec when the child has ended. */
    @Override
    public synchronized boolean remove(Process process) {
        child = null;
        return true;
    }

    @Override
    public synchronized int size() {
        return child == null ? 0 : 1;
    }

    @Override
    public void onProcessComplete(int exitCode) {
        outcome.complete(new NvidiaSmiOutcome.Answered(exitCode, output.text(), errors.text()));
        over.countDown();
    }

    @Override
    public void onProcessFailed(ExecuteException failure) {
        outcome.complete(new NvidiaSmiOutcome.NoAnswer(reason(failure)));
        over.countDown();
    }

    private synchronized void kill() {
        killed = true;
        streams.abandon();
        if (child != null) {
            killTree(child);
        }
    }

    private static void killTree(Process process) {
        // Listed before the kill: afterwards they would belong to init. One that is forked between the two lines
        // escapes; nvidia-smi itself forks nothing, only scripts around it do.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // Numbers with a point and English words, whatever the host speaks.
        environment.put("LC_ALL", "C");
        environment.put("LANG", "C");
        return environment;
    }

    private static String reason(ExecuteException failure) {
        String words = String.valueOf(
                failure.getCause() == null
                        ? failure.getMessage()
                        : failure.getCause().getMessage());
        Matcher errno = ERRNO.matcher(words);
        return switch (errno.find() ? errno.group(1) : "") {
            case NO_SUCH_FILE -> "nvidia-smi is not installed";
            case PERMISSION_DENIED -> "nvidia-smi may not be run: permission denied";
            default -> "nvidia-smi could not be run: " + PrintableText.clean(words, NvidiaSmiLog.MAX_REMARK_LENGTH);
        };
    }
}
