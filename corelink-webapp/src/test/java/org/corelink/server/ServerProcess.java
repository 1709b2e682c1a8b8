package org.corelink.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The production server as a process of its own, as a test starts and ends it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    /** What it has started may live on and hold its output open. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Pattern LISTENS = Pattern.compile("CoreLink \\S+ listens on port (\\d+)");

    private final Process process;
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private final Thread reader;

    private ServerProcess(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().name("server-log").start(this::readLog);
    }

    /**
     * Starts {@code java org.corelink.server.Main} on the libraries of an exploded WAR; returns once it listens.
     *
     * @param prefix a command that runs it, such as {@code ip netns exec NAME}; empty for none
     * @param environment its settings {@code CORELINK_…}
     */
    public static ServerProcess start(List<String> prefix, Path war, Map<String, String> environment)
            throws IOException, InterruptedException {
        ServerProcess server = launch(prefix, war, environment);
        server.port();
        return server;
    }

    /** The same, without waiting. */
    public static ServerProcess launch(List<String> prefix, Path war, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + war.resolve("WEB-INF/jvm.options"),
                "-cp",
                war.resolve("WEB-INF/lib") + "/*",
                Main.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("CORELINK_WEBAPP", war.toString());
        return new ServerProcess(builder.start());
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(this::onLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            log.add("the log ended early: " + e.getMessage());
        } finally {
            port.completeExceptionally(new IOException("the server ended without listening"));
        }
    }

    private void onLine(String line) {
        log.add(line);
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
            port.complete(Integer.valueOf(listens.group(1)));
        }
    }

    /** The HTTPS port; waits until the server listens. */
    public int port() throws IOException, InterruptedException {
        try {
            return port.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the server did not start:\n" + log(), e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** All that it has printed. */
    public String log() {
        return String.join("\n", log);
    }

    /** Whether it runs, or with what code it ended; for messages. */
    public String fate() {
        return process.isAlive() ? "runs" : "ended with " + process.exitValue();
    }

    /** Sends SIGTERM and returns how long it took to end. The log is complete then. */
    public Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        // The process itself would close its output to us, and so cut its last words.
        process.toHandle().destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not end on SIGTERM:\n" + log());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        reader.join(LAST_WORDS);
        return took;
    }

    /** Sends SIGKILL, to it and to what a prefix started. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** Waits until it ends by itself and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not end:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            terminate();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
