package org.corelink.gossip.benchmark.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.benchmark.report.Setting;
import org.corelink.gossip.seal.KeyringText;

/** The library of this project, as {@code gossip-node.jar}. Its nodes tell each change themselves, with its time. */
public final class CoreLinkNodes implements Contestant {
    /**
     * Without the archive of classes that {@link #prepare} makes, a node would start in twice the time. An idle JVM wakes up
     * some times a second for itself; the last four spare most of that.
     */
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx48m",
            "-Xss256k",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:GuaranteedSafepointInterval=0",
            "-XX:AsyncDeflationInterval=60000",
            "-XX:ServiceThreadCleanupInterval=60000");

    private static final Path JAR = Path.of(System.getProperty("corelink.gossip.node", "target/gossip-node.jar"));
    /** Heartbeats and a probe have passed by then. */
    private static final Duration MEETING = Duration.ofSeconds(8);

    private static final String KEY_FILE = "group.key";

    private final Mode mode;

    /** Nodes that speak these formats. */
    public CoreLinkNodes(Mode mode) {
        this.mode = mode;
    }

    @Override
    public String title() {
        return "CoreLink " + word();
    }

    private String word() {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Setting.Kind kind() {
        return switch (mode) {
            case OPEN -> Setting.Kind.OPEN;
            case SEALED -> Setting.Kind.SEALED;
            case MIXED -> Setting.Kind.OTHER;
        };
    }

    @Override
    public void prepare(Path directory, List<Seat> seats) throws IOException, InterruptedException {
        if (!Files.exists(JAR)) {
            throw new IOException("no " + JAR.toAbsolutePath() + ": mvn package makes it");
        }
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Keyring keyring = Keyring.of(1, new GroupKey(0, Payload.of(secret)));
        Files.writeString(directory.resolve(KEY_FILE), KeyringText.format(keyring));
        archiveClasses(seats);
    }

    /** Two nodes meet, and one of them leaves the archive of what it has loaded. */
    private void archiveClasses(List<Seat> seats) throws IOException, InterruptedException {
        Process met = archiving("-Xlog:disable", seats.getFirst());
        Process archived = archiving("-XX:ArchiveClassesAtExit=" + archive(), seats.get(1));
        Thread.sleep(MEETING);
        archived.destroy();
        archived.waitFor();
        met.destroy();
        met.waitFor();
    }

    private Process archiving(String option, Seat seat) throws IOException {
        List<String> command = new ArrayList<>(seat.host().namespace().prefix());
        command.addAll(command(seat, option));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path archive() {
        return JAR.resolveSibling("gossip-node-" + word() + ".jsa");
    }

    @Override
    public List<String> command(Seat seat) {
        return command(seat, "-XX:SharedArchiveFile=" + archive());
    }

    private List<String> command(Seat seat, String archiveOption) {
        List<String> command = new ArrayList<>(JVM);
        command.add(archiveOption);
        command.addAll(List.of("-jar", JAR.toString(), "--name", seat.name()));
        command.addAll(List.of("--address", seat.host().address()));
        command.addAll(List.of("--view", seat.directory().resolve("view").toString()));
        command.addAll(List.of("--events", "/dev/stdout", "--mode", word()));
        if (mode != Mode.OPEN) {
            Path key = seat.directory().resolveSibling(KEY_FILE);
            command.addAll(List.of("--key", key.toString()));
        }
        return command;
    }

    @Override
    public void follow(Seat seat, Process process, Consumer<Change> changes) throws IOException {
        Change.readAll(seat.index(), process, changes);
    }

    @Override
    public Optional<String> gossipThreads() {
        return Optional.of("corelink-gossip");
    }

    @Override
    public boolean isJvm() {
        return true;
    }
}
