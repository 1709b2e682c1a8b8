package org.corelink.gossip;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.runtime.GossipThread;
import org.corelink.gossip.transport.UdpTransport;
import org.junit.jupiter.api.Test;

/** The table of timing.md and the code say the same. */
class TimingDocumentTest {
    private static final Path DOCUMENT = Path.of("../src/site/markdown/timing.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([0-9.]+) (s|ms) \\| (choice|fixed) \\| .+ \\|$");

    @Test
    void everyIntervalIsDocumentedWithItsValue() throws IOException {
        GossipConfig lan = GossipConfig.lan(new NodeId("any"));

        assertThat(documented())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("heartbeat", lan.heartbeat()),
                        entry("jitter", lan.jitter()),
                        entry("heartbeat gap", Timing.HEARTBEAT_GAP),
                        entry("staleAfter", lan.staleAfter()),
                        entry("removeAfter", lan.removeAfter()),
                        entry("digest", Timing.DIGEST),
                        entry("digest jitter", Timing.DIGEST_JITTER),
                        entry("reply gap", Timing.REPLY_GAP),
                        entry("idle", Timing.IDLE),
                        entry("pause", Timing.PAUSE),
                        entry("rhythm", GossipThread.RHYTHM),
                        entry("rescan", UdpTransport.RESCAN)));
    }

    private static Map<String, Duration> documented() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), TimingDocumentTest::duration));
    }

    private static Duration duration(MatchResult row) {
        double millis = Double.parseDouble(row.group(2)) * (row.group(3).equals("s") ? 1_000 : 1);
        return Duration.ofMillis(Math.round(millis));
    }
}
