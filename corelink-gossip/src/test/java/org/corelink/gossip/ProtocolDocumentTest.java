package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.wire.WireFormat;
import org.junit.jupiter.api.Test;

/** What protocol.md promises is what the code does. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("../src/site/markdown/protocol.md");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/accepted");

    @Test
    void everyReasonToRejectIsListed() throws IOException {
        List<String> listed = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RejectReason.values()).map(Enum::name).toList());
    }

    @Test
    void everyFieldOfTheLibraryIsListed() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(WireFormat.OWN_FIELDS).allMatch(field -> document.contains("| `" + field + "` |"));
    }

    @Test
    void limitsAreThoseOfTheCode() throws IOException {
        String document = Files.readString(DOCUMENT).replaceAll("\\s+", " ");

        assertThat(document)
                .contains(String.format(Locale.ROOT, "at most %,d B, first byte", WireFormat.MAX_DATAGRAM_BYTES))
                .contains(String.format(Locale.ROOT, "at most %,d B without", Payload.MAX_BYTES))
                .contains("| Group | " + GossipConfig.GROUP + ",")
                .contains("| Ports | " + GossipConfig.DEFAULT_PORT + " multicast, " + (GossipConfig.DEFAULT_PORT + 1))
                .contains("more than " + WireFormat.MAX_DEPTH + " levels deep")
                .contains("a field name of more than " + WireFormat.MAX_NAME_LENGTH)
                .contains("a string of more than " + WireFormat.MAX_STRING_LENGTH)
                .contains("a number of more than " + WireFormat.MAX_NUMBER_LENGTH)
                .contains("more than " + SourceLimiter.BURST + " at once or " + SourceLimiter.PER_SECOND + " a second")
                .contains("At most " + GossipConfig.DEFAULT_MAX_MEMBERS + " members");
    }

    @Test
    void everyExampleThatIsNamedExists() throws IOException {
        assertThat(Pattern.compile("`([\\w.-]+\\.json)`")
                        .matcher(Files.readString(DOCUMENT))
                        .results()
                        .map(file -> file.group(1)))
                .hasSizeGreaterThan(5)
                .allMatch(file -> Files.exists(GOLDEN.resolve(file)));
    }
}
