package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.wire.WireFormat;
import org.junit.jupiter.api.Test;

/** What protocol.md promises is what the code does. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("../src/site/markdown/protocol.md");
    private static final Path ACCEPTED = Path.of("src/test/resources/golden/accepted");

    @Test
    void everyReasonToRejectIsListed() throws IOException {
        assertThat(rowsOf("## What is rejected")).containsExactlyInAnyOrderElementsOf(names(RejectReason.values()));
    }

    @Test
    void everyConditionIsListed() throws IOException {
        assertThat(rowsOf("## Conditions")).containsExactlyInAnyOrderElementsOf(names(Condition.values()));
    }

    @Test
    void everyStateIsListed() throws IOException {
        assertThat(matches("(?m)^\\| \\*\\*(\\w+)\\*\\* \\|", section("## Members")))
                .map(state -> state.toUpperCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(names(MemberState.values()));
    }

    @Test
    void everyFieldOfTheLibraryIsListed() throws IOException {
        String document = document();

        assertThat(WireFormat.OWN_FIELDS).allMatch(field -> document.contains("| `" + field + "` |"));
    }

    @Test
    void everyFieldOfTheExamplesIsListed() throws IOException {
        Set<String> fields = new TreeSet<>();
        for (Path example : examples()) {
            fields.addAll(matches("\"([a-z_]+)\":", Files.readString(example)));
        }
        String document = document();

        assertThat(fields)
                .contains("subject_inc", "gpus")
                .allMatch(field -> document.contains("`" + field + "`")
                        || document.contains("\"" + field + "\":")
                        || field.equals("further") // of another program
                        || field.equals("a"));
    }

    @Test
    void everyExampleIsNamedAndThere() throws IOException {
        assertThat(matches("`([\\w.-]+\\.json)`", document()))
                .containsExactlyInAnyOrderElementsOf(examples().stream()
                        .map(example -> example.getFileName().toString())
                        .toList());
    }

    @Test
    void limitsAreThoseOfTheCode() throws IOException {
        assertThat(document().replaceAll("\\s+", " "))
                .contains(String.format(Locale.ROOT, "at most %,d B, first byte", WireFormat.MAX_DATAGRAM_BYTES))
                .contains(String.format(Locale.ROOT, "at most %,d B without", Payload.MAX_BYTES))
                .contains(String.format(Locale.ROOT, "0 to %,d |", Evidence.MAX_SILENT_MILLIS))
                .contains(String.format(Locale.ROOT, "0 to %,d |", Evidence.MAX_PROBES))
                .contains("these bytes, at most " + Hearing.MAX_NODES / 8)
                .contains("| Group | " + GossipConfig.GROUP + ",")
                .contains("| Ports | " + GossipConfig.DEFAULT_PORT + " multicast and beats, "
                        + (GossipConfig.DEFAULT_PORT + 1))
                .contains("more than " + WireFormat.MAX_DEPTH + " levels deep")
                .contains("a field name of more than " + WireFormat.MAX_NAME_LENGTH)
                .contains("a string of more than " + WireFormat.MAX_STRING_LENGTH)
                .contains("a number of more than " + WireFormat.MAX_NUMBER_LENGTH)
                .contains("more than " + SourceLimiter.BURST + " at once or " + SourceLimiter.PER_SECOND + " a second")
                .contains("at most " + GossipConfig.DEFAULT_MAX_MEMBERS + " members")
                .contains(String.format(Locale.ROOT, "(1 to %,d)", GossipConfig.MAX_MEMBERS));
    }

    @Test
    void timesOfAVerdictAreThoseOfTheCode() throws IOException {
        assertThat(section("## Members").replaceAll("\\s+", " "))
                .contains("is silent for " + seconds(Timing.PROBE_AFTER) + " is probed")
                .contains("each " + Timing.PROBE_ROUND.toMillis() + " ms by a probe")
                .contains("After " + seconds(Timing.SUSPECT_AFTER) + " of silence")
                .contains("After " + seconds(Timing.DOWN_AFTER) + " it is `down`")
                .contains(seconds(Timing.LOSS_EXTENSION) + " are added")
                .contains("nobody at all for " + seconds(Timing.ISOLATED))
                .contains("`silent_ms` less " + seconds(Timing.PROBE_AFTER))
                .contains("though not within " + seconds(Timing.STRAGGLER))
                .contains("within " + Timing.GREETING_SPREAD.toMillis() + " ms, by unicast")
                .contains("speaks again within " + seconds(Timing.HEARTBEAT_GAP.plus(Timing.REUNION_SPREAD)));
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static List<String> rowsOf(String heading) throws IOException {
        return matches("(?m)^\\| `([A-Z_]+)` \\|", section(heading));
    }

    private static String section(String heading) throws IOException {
        String tail = document().split("(?m)^" + Pattern.quote(heading) + "$", 2)[1];
        return tail.split("(?m)^## ", 2)[0];
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String document() throws IOException {
        return Files.readString(DOCUMENT);
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(ACCEPTED)) {
            return files.sorted().toList();
        }
    }
}
