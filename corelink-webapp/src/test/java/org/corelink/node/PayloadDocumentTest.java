package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corelink.gossip.Payload;
import org.junit.jupiter.api.Test;

/** What readings.md says of the payloads is what the code does. */
class PayloadDocumentTest {
    private static final Path DOCUMENT = Path.of("../src/site/markdown/readings.md");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (\\w+) \\|");
    private static final long NOW = 1_795_442_639_100L;

    @Test
    void theFieldsStandInTheOrderInWhichTheyAreTaken() throws IOException {
        assertThat(rows("### Taken where they fit"))
                .isEqualTo(written(Stream.concat(PayloadKind.OPEN.whereItFits().stream(), ProcessFields.ALL.stream())
                        .toList()));
    }

    @Test
    void theFieldsThatAlwaysTravelAreListed() throws IOException {
        List<WireField<?>> always = Stream.of(PayloadKind.INVENTORY, PayloadKind.READING)
                .flatMap(kind -> kind.always().stream())
                .toList();
        assertThat(rows("### Always told")).containsExactlyInAnyOrderElementsOf(written(always));
    }

    @Test
    void noKeyAndNoNameIsUsedTwice() {
        List<WireField<?>> all = Stream.of(PayloadKind.INVENTORY, PayloadKind.READING)
                .flatMap(kind -> Stream.concat(kind.always().stream(), kind.whereItFits().stream()))
                .toList();
        assertThat(all).extracting(WireField::key).doesNotHaveDuplicates();
        assertThat(all).extracting(WireField::key).doesNotContain(StateField.FORMAT_KEY, StateField.GPUS_KEY);
        assertThat(all).extracting(WireField::name).doesNotHaveDuplicates();
    }

    @Test
    void theSizesAreThoseOfTheCode() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document)
                .contains(row("none", DataCentreMachine.withGpus(0)))
                .contains(row("1", DataCentreMachine.withGpus(1)))
                .contains(row("4", DataCentreMachine.withGpus(4)))
                .contains(row("8", DataCentreMachine.withGpus(8)))
                .contains(row("16", DataCentreMachine.withGpus(16)))
                .contains(row("16, every number at its longest", DataCentreMachine.withLongestNumbers(16)));
    }

    private static String row(String machine, NodeState state) {
        StringBuilder row = new StringBuilder("| " + machine + " |");
        for (PayloadKind kind : PayloadKind.values()) {
            row.append(" ").append(size(state, kind)).append(" |");
        }
        return row.toString();
    }

    /** {@code "1,040 of 2,352"} where something is left out. */
    private static String size(NodeState state, PayloadKind kind) {
        Told told = new Told(StateBounds.fit(state), NOW);
        Payload payload = StateWriter.write(told, kind);
        int whole = StateWriter.bytes(told, kind, kind.whereItFits()).length;
        return whole == payload.length()
                ? String.format(Locale.ROOT, "%,d", whole)
                : String.format(Locale.ROOT, "%,d of %,d", payload.length(), whole);
    }

    private static List<String> written(List<WireField<?>> fields) {
        return fields.stream()
                .map(field -> field.name() + " " + field.key() + " "
                        + field.home().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> rows(String heading) throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(heading) + heading.length();
        String section = document.substring(from, document.indexOf("\n#", from));
        return FIELD.matcher(section).results().map(PayloadDocumentTest::joined).toList();
    }

    private static String joined(MatchResult row) {
        return row.group(1) + " " + row.group(2) + " " + row.group(3);
    }
}
