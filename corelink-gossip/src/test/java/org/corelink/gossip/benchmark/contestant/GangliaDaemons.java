package org.corelink.gossip.benchmark.contestant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.corelink.gossip.benchmark.report.Setting;
import org.corelink.gossip.lan.Host;
import org.corelink.gossip.lan.State;

/**
 * Ganglia's gmond, as its package configures it. It has no word for down: its own web pages take a host for down that was
 * silent for four times the time it names. All of its view is asked for each time, so that only some are asked.
 */
public final class GangliaDaemons implements Contestant {
    private static final Pattern HOST = Pattern.compile(
            "<HOST NAME=\"[^\"]*\" IP=\"([^\"]+)\"[^>]* TN=\"(\\d+)\" TMAX=\"(\\d+)\"[^>]* GMOND_STARTED=\"(\\d+)\"");
    private static final Pattern MODULES = Pattern.compile("\"/usr/lib/([^\"]*/ganglia/)");
    private static final int PORT = 8649;
    private static final int SILENCES = 4;
    private static final int OBSERVERS = 6;
    private static final long POLL_NANOS = 250_000_000;

    private final Path program = Programs.find("gmond", "ganglia-monitor");

    @Override
    public String title() {
        return "gmond";
    }

    @Override
    public Setting.Kind kind() {
        return Setting.Kind.OTHER;
    }

    /** Its own configuration, but in the foreground, and with its modules where they are. */
    @Override
    public void prepare(Path directory, List<Seat> seats) throws IOException {
        boolean unpacked = program.startsWith(Programs.UNPACKED);
        Path root = unpacked ? Programs.UNPACKED : Path.of("/");
        String configuration = Files.readString(root.resolve("etc/ganglia/gmond.conf"))
                .replace("daemonize = yes", "daemonize = no")
                .replace("setuid = yes", "setuid = no")
                .replace("include (", "# include (");
        Files.writeString(
                directory.resolve("gmond.conf"),
                unpacked ? MODULES.matcher(configuration).replaceAll("\"" + root + "/usr/lib/$1") : configuration);
    }

    @Override
    public List<String> command(Seat seat) {
        Path configuration = seat.directory().resolveSibling("gmond.conf");
        return List.of(program.toString(), "-c", configuration.toString(), "-f");
    }

    @Override
    public Map<String, String> environment() {
        return program.startsWith(Programs.UNPACKED) ? Map.of("LD_LIBRARY_PATH", Programs.libraryPath()) : Map.of();
    }

    @Override
    public boolean isObserver(int index, int nodes) {
        return index % Math.max(1, nodes / OBSERVERS) == 0;
    }

    @Override
    public void follow(Seat seat, Process process, Consumer<Change> changes) throws IOException {
        if (!isObserver(seat.index(), seat.hosts().size())) {
            return;
        }
        seat.host().namespace().call(() -> {
            Map<String, Change> shown = new HashMap<>();
            while (process.isAlive()) {
                poll(seat, shown, changes);
                LockSupport.parkNanos(POLL_NANOS);
            }
            return shown;
        });
    }

    private static void poll(Seat seat, Map<String, Change> shown, Consumer<Change> changes) throws IOException {
        String xml;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            xml = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (ConnectException e) {
            return; // It has only just started, or ends.
        }
        HOST.matcher(xml).results().forEach(found -> {
            Change change = change(seat, found, System.nanoTime());
            Change before = shown.put(change.id(), change);
            boolean isNew = before == null
                    || before.state() != change.state()
                    || before.epochSeconds() != change.epochSeconds();
            if (isNew) {
                changes.accept(change);
            }
        });
    }

    /** Its start, in whole seconds, is all that it tells of how new something is: the end of that second. */
    private static Change change(Seat seat, MatchResult host, long nanos) {
        boolean isSilent = Long.parseLong(host.group(2)) > SILENCES * Long.parseLong(host.group(3));
        return new Change(
                seat.index(),
                host.group(1),
                name(seat.hosts(), host.group(1)),
                isSilent ? State.DOWN : State.ONLINE,
                Long.parseLong(host.group(4)) + 0.999,
                nanos,
                host.group());
    }

    private static String name(List<Host> hosts, String address) {
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.get(i).address().equals(address)) {
                return Seat.nameOf(i);
            }
        }
        return address;
    }
}
