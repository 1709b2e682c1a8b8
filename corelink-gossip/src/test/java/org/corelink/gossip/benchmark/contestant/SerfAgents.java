package org.corelink.gossip.benchmark.contestant;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gossip.benchmark.report.Setting;
import org.corelink.gossip.lan.State;

/**
 * Agents of HashiCorp's serf, with the profile for a LAN that is its default. What one shows is what its log says, with
 * the time at which it says it. It carries no state of the machine, only two tags.
 */
public final class SerfAgents implements Contestant {
    private static final Pattern EVENT =
            Pattern.compile("serf: EventMember(Join|Update|Failed|Leave|Reap)(?: \\(forced\\))?: (\\S+)");
    private static final Pattern SUSPICION = Pattern.compile("Suspect (\\S+) has failed");

    private final Path program = Programs.find("serf", "serf");

    @Override
    public String title() {
        return "serf";
    }

    @Override
    public Setting.Kind kind() {
        return Setting.Kind.OTHER;
    }

    @Override
    public void prepare(Path directory, List<Seat> seats) {
        // It needs nothing.
    }

    @Override
    public List<String> command(Seat seat) {
        return List.of(
                program.toString(),
                "agent",
                "-node=" + seat.name(),
                "-bind=" + seat.host().address(),
                "-rpc-addr=127.0.0.1:7373",
                "-profile=lan",
                "-log-level=debug",
                "-tag",
                "gpu=8xRTX4090/4.0x16",
                "-tag",
                "boot=" + Instant.now().getEpochSecond(),
                "-retry-join=" + seat.otherAddress(),
                "-retry-interval=1s");
    }

    @Override
    public void follow(Seat seat, Process process, Consumer<Change> changes) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(seat.index(), line, System.nanoTime(), System.currentTimeMillis() / 1e3)
                        .forEach(changes);
            }
        }
    }

    /**
     * What a line of the log says of a member; nothing in most cases. Whom an agent suspects is alive in its view all the
     * same, and nothing tells the end of the suspicion.
     */
    static List<Change> parse(int observer, String line, long nanos, double epochSeconds) {
        Matcher event = EVENT.matcher(line);
        if (event.find()) {
            return List.of(change(observer, event, state(event.group(1)), nanos, epochSeconds, 2));
        }
        Matcher suspicion = SUSPICION.matcher(line);
        return suspicion.find()
                ? List.of(
                        change(observer, suspicion, State.SUSPECT, nanos, epochSeconds, 1),
                        change(observer, suspicion, State.ONLINE, nanos, epochSeconds, 1))
                : List.of();
    }

    private static Change change(
            int observer, MatchResult found, State state, long nanos, double epochSeconds, int group) {
        String name = found.group(group);
        return new Change(observer, name, name, state, epochSeconds, nanos, found.group());
    }

    private static State state(String event) {
        return switch (event) {
            case "Join", "Update" -> State.ONLINE;
            case "Failed" -> State.DOWN;
            case "Leave" -> State.LEFT;
            default -> State.GONE;
        };
    }
}
