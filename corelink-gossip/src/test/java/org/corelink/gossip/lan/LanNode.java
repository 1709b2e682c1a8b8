package org.corelink.gossip.lan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.seal.KeyringText;

/** One member as a process of its own on a host. It chooses its network interfaces itself, as in production. */
final class LanNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int TERMINATED = 128 + 15;

    /** Starts quickly and sleeps soundly: several share a processor. */
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-jar",
            System.getProperty("corelink.gossip.node", "target/gossip-node.jar"));

    private final String name;
    private final Host host;
    private final Mode mode;
    private final Path directory;
    private final Process process;

    private LanNode(String name, Host host, Mode mode, Path directory, Process process) {
        this.name = name;
        this.host = host;
        this.mode = mode;
        this.directory = directory;
        this.process = process;
    }

    static LanNode start(String name, Host host, Mode mode) throws IOException {
        Path jar = Path.of(JVM.getLast());
        if (!Files.exists(jar)) {
            throw new AssertionError("no " + jar.toAbsolutePath() + ": mvn package makes it");
        }
        // Relative: the path of a Unix socket has at most 107 bytes.
        Path parent = Files.createDirectories(Path.of("target", "lan"));
        return start(name, host, mode, Files.createTempDirectory(parent, name + "-"));
    }

    /** Starts one of the same name and with the same files, of which this one must have ended. */
    LanNode startAgain() throws IOException {
        return start(name, host, mode, directory);
    }

    private static LanNode start(String name, Host host, Mode mode, Path directory) throws IOException {
        List<String> command = new ArrayList<>(host.namespace().prefix());
        command.addAll(JVM);
        command.addAll(List.of("--name", name, "--address", "0.0.0.0"));
        command.addAll(List.of("--view", socket(directory).toString()));
        command.addAll(List.of("--mode", mode.name().toLowerCase(Locale.ROOT)));
        Optional<Keyring> ring = Rings.of(mode);
        if (ring.isPresent()) {
            Path key = Files.writeString(directory.resolve("key"), KeyringText.format(ring.get()));
            command.addAll(List.of("--key", key.toString()));
        }
        File log = directory.resolve("log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        return new LanNode(name, host, mode, directory, process);
    }

    private static Path socket(Path directory) {
        return directory.resolve("view");
    }

    String name() {
        return name;
    }

    Host host() {
        return host;
    }

    /** What the kernel tells about its process. */
    ProcessFigures figures() throws IOException {
        return ProcessFigures.of(process.pid());
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** A new client of its view; waits for it if the node has only just started. */
    NodeView view() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                return NodeView.connect(socket(directory));
            } catch (IOException e) {
                if (!isRunning() || System.nanoTime() - deadline > 0) {
                    throw new IOException(name + " shows no view. It says: " + log(), e);
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** What it has printed. */
    String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    /** Ends it without a word: SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, SIGTERM, and waits until it has. */
    void terminate() {
        process.destroy();
        awaitEnd();
        if (process.exitValue() != TERMINATED) {
            throw new AssertionError(name + " ended with " + process.exitValue());
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Takes the processor away from it. */
    void pause() throws IOException {
        Shell.run("kill", "-STOP", String.valueOf(process.pid()));
    }

    void resume() throws IOException {
        Shell.run("kill", "-CONT", String.valueOf(process.pid()));
    }

    /** Ends it and removes its files. */
    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
