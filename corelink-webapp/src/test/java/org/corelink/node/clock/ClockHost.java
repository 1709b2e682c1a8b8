package org.corelink.node.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corelink.server.Shell;

/**
 * A host of its own, where a time service finds its usual ports free: a network namespace. There is an NTP server in it.
 * No program that runs there can set the clock. Needs root.
 */
final class ClockHost implements AutoCloseable {
    /** Where its NTP server is. */
    static final String SERVER = "10.47.0.2";

    /** Its own address. */
    static final String ADDRESS = "10.47.0.1";

    /** The first answers of a JVM are late, which a time service would take for a long way. */
    private static final int WARM_UP = 20;

    private static final String NAME = "cl-clock-" + ProcessHandle.current().pid();

    private final Path folder;
    private final Path guard;
    private final List<Process> running = new ArrayList<>();
    private final Process program;
    private final BufferedReader readings;
    private final Writer questions;

    /**
     * Makes it.
     *
     * @param aheadMillis how far the clock of its NTP server is ahead of this machine's
     * @param folder for its files
     */
    ClockHost(int aheadMillis, Path folder) throws IOException {
        this.folder = folder;
        guard = build(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Shell.run("ip", "netns", "add", NAME);
        Shell.run("ip", "-n", NAME, "link", "set", "lo", "up");
        Shell.run("ip", "-n", NAME, "address", "add", ADDRESS + "/32", "dev", "lo");
        Shell.run("ip", "-n", NAME, "address", "add", SERVER + "/32", "dev", "lo");
        program = new ProcessBuilder(inside(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClockHostMain.class.getName(),
                        SERVER,
                        aheadMillis + ""))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running.add(program);
        readings = program.inputReader(StandardCharsets.UTF_8);
        questions = program.outputWriter(StandardCharsets.UTF_8);
        for (int i = 0; i < WARM_UP; i++) {
            read(SERVER);
        }
    }

    private static Path build(Path folder) throws IOException {
        Path source = folder.resolve("kernel-clock.c");
        try (var in = ClockHost.class.getResourceAsStream("/fake/kernel-clock.c")) {
            Files.copy(Objects.requireNonNull(in), source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path library = folder.resolve("kernel-clock.so");
        Shell.run("gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString());
        return library;
    }

    /** What CoreLink reads of its clock. */
    ClockReading read() {
        return read("");
    }

    /** The same with a configured NTP server. */
    ClockReading read(String server) {
        try {
            questions.write(server + "\n");
            questions.flush();
            String[] words = Objects.requireNonNull(readings.readLine(), "the program has ended").split(" ", 2);
            return new ClockReading("null".equals(words[0]) ? null : Double.valueOf(words[0]), words[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a service there, without the right to set the clock, and with a kernel's clock that stands in for ours. All that it
     * finds in the folder may be read and written by any account.
     */
    Process start(String... command) throws IOException {
        List<String> guarded = inside("setpriv", "--bounding-set=-sys_time", "--inh-caps=-sys_time");
        guarded.addAll(List.of("env", "LD_PRELOAD=" + guard, "KERNEL_CLOCK=" + kernelClock()));
        guarded.addAll(List.of(command));
        Process service = new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        running.add(service);
        return service;
    }

    /** Runs a command there to its end, and returns what it prints. */
    String run(String... command) throws IOException {
        return Shell.run(inside(command).toArray(String[]::new));
    }

    /** What the kernel would tell of its clock after what the service has done; not there before it has done anything. */
    Path kernelClock() {
        return folder.resolve("kernel-clock");
    }

    /** What all services have said. */
    String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static List<String> inside(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", NAME));
        all.addAll(Arrays.asList(command));
        return all;
    }

    /** A program that {@code ./verify} has fetched, or that is installed. */
    static String program(String name) {
        Path fetched = Path.of("target", "time-services").toAbsolutePath();
        return Stream.of("usr/sbin", "usr/bin", "usr/lib/systemd", "lib/systemd")
                .flatMap(place -> Stream.of(fetched.resolve(place), Path.of("/", place)))
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing; ./verify fetches it"))
                .toString();
    }

    /** Ends a service and waits for its end. */
    static void end(Process service) {
        service.destroy();
        if (!service.onExit().orTimeout(10, TimeUnit.SECONDS).handle((_, late) -> late == null).join()) {
            service.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : running) {
            end(process);
        }
        Shell.run("ip", "netns", "delete", NAME);
    }
}
