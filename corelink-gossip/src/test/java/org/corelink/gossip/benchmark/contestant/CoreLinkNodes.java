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
    /** The reasons are in the decisions: a small JVM for a member of its own. */
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=0.05",
            "-Xmx16m",
            "-Xmn2m",
            "-Xss256k",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            "-XX:GuaranteedSafepointInterval=0",
            "-XX:AsyncDeflationInterval=60000",
            "-XX:ServiceThreadCleanupInterval=60000",
            "-XX:ArchiveRelocationMode=0",
            "-XX:TrimNativeHeapInterval=60000",
            "-Djava.net.preferIPv4Stack=true");

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
        cacheClasses(seats);
    }

    /** Two nodes meet, and one of them leaves the cache of what it has loaded. */
    private void cacheClasses(List<Seat> seats) throws IOException, InterruptedException {
        Process met = training("-Xlog:disable", seats.getFirst());
        Process cached = training("-XX:AOTCacheOutput=" + cache(), seats.get(1));
        Thread.sleep(MEETING);
        cached.destroy();
        cached.waitFor();
        met.destroy();
        met.waitFor();
    }

    private Process training(String option, Seat seat) throws IOException {
        List<String> command = new ArrayList<>(seat.host().namespace().prefix());
        command.addAll(command(seat, option));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path cache() {
        return JAR.resolveSibling("gossip-node-" + word() + ".aot");
    }

    @Override
    public List<String> command(Seat seat) {
        return command(seat, "-XX:AOTCache=" + cache());
    }

    private List<String> command(Seat seat, String cacheOption) {
        List<String> command = new ArrayList<>(JVM);
        command.add(cacheOption);
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
