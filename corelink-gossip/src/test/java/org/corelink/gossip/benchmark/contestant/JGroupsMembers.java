package org.corelink.gossip.benchmark.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.corelink.gossip.benchmark.report.Setting;
import org.corelink.gossip.lan.Shell;

/** Members of JGroups, with the stack for UDP that comes with it and options for a small JVM. */
public final class JGroupsMembers implements Contestant {
    private static final Path LIBRARY = Programs.UNPACKED.resolve("jgroups.jar");
    private static final Path SOURCE = Path.of("src", "peers", "java", "JGroupsNode.java");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    @Override
    public String title() {
        return "JGroups";
    }

    @Override
    public Setting.Kind kind() {
        return Setting.Kind.OTHER;
    }

    @Override
    public void prepare(Path directory, List<Seat> seats) throws IOException {
        if (!Files.exists(LIBRARY)) {
            throw new IOException("no " + LIBRARY + ": ./verify --cluster-benchmark --peer jgroups fetches it");
        }
        String javac = JAVA.resolve("javac").toString();
        Shell.run(javac, "-cp", LIBRARY.toString(), "-d", directory.toString(), SOURCE.toString());
    }

    @Override
    public List<String> command(Seat seat) {
        return List.of(
                JAVA.resolve("java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xss256k",
                "-XX:ActiveProcessorCount=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Djgroups.bind_addr=" + seat.host().address(),
                "-cp",
                seat.directory().getParent() + ":" + LIBRARY,
                "JGroupsNode",
                seat.name());
    }

    @Override
    public void follow(Seat seat, Process process, Consumer<Change> changes) throws IOException {
        Change.readAll(seat.index(), process, changes);
    }

    @Override
    public boolean isJvm() {
        return true;
    }
}
