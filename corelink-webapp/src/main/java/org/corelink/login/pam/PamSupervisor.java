package org.corelink.login.pam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link PamServer} running in a private folder: one that ends is started again, with growing delays. */
final class PamSupervisor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PamSupervisor.class.getName());

    /** Of root alone, and not swept by age as /tmp is. */
    private static final Path RUN = Path.of("/run");

    /** Exit codes of processes that a signal ended. */
    private static final int SIGNALLED = 128;

    private final Path folder;
    private final List<String> command;
    private final RestartDelay delay = new RestartDelay();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("pam-supervisor").daemon().unstarted(this::supervise);
    private volatile @Nullable Process process;

    private PamSupervisor(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /**
     * Starts the first process without waiting for it.
     *
     * @throws IOException if there is no place for its socket
     */
    static PamSupervisor start(PamCommand command) throws IOException {
        String prefix = "corelink-pam-";
        // Files.createTempDirectory makes it 0700.
        Path folder =
                Files.isWritable(RUN) ? Files.createTempDirectory(RUN, prefix) : Files.createTempDirectory(prefix);
        PamSupervisor supervisor = new PamSupervisor(folder, command.arguments(folder));
        supervisor.thread.start();
        return supervisor;
    }

    /** Where the process takes questions. */
    Path socket() {
        return folder.resolve(PamServer.SOCKET);
    }

    /** The process that runs now. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    private void supervise() {
        try {
            Duration wait = Duration.ZERO;
            while (!closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                wait = delay.after(runOnce());
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "the supervisor of PAM was interrupted", e);
        }
    }

    /** How long it lived. */
    private Duration runOnce() throws InterruptedException {
        long start = System.nanoTime();
        try {
            Process started = start();
            process = started;
            int exit = started.waitFor();
            // Ctrl-C reaches this process and that one at the same time.
            boolean ending = closed.await(exit > SIGNALLED ? 1 : 0, TimeUnit.SECONDS);
            if (!ending) {
                LOG.log(System.Logger.Level.WARNING, "the PAM process ended with {0}; it is started again", exit);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the PAM process cannot be started: nobody can sign in", e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        // PAM modules get nothing of the console's settings.
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }

    /** Ends the process and removes its folder. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        Process running = process;
        if (running != null) {
            end(running);
        }
        try {
            PamServer.remove(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot remove {0}: {1}", folder, e.getMessage());
        }
    }

    /** Also waits: it shares this process's error stream, which must not outlive it. */
    private static void end(Process running) {
        try {
            var _ = running.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
