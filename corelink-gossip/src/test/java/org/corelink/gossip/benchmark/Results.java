package org.corelink.gossip.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.corelink.gossip.benchmark.report.Measurement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Every single measurement, as a line of JSON appended to a file: a table shows only the worst. */
final class Results {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    Results(Path file) {
        this.file = file;
    }

    /** Adds what one playing of a scenario has measured. */
    void add(String contestant, int nodes, List<Measurement> measurements) throws IOException {
        StringBuilder lines = new StringBuilder();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        measurements.forEach(
                one -> lines.append(line(now, contestant, nodes, one)).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, lines, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(Instant now, String contestant, int nodes, Measurement one) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("at", now.toString());
            json.writeStringProperty("contestant", contestant);
            json.writeNumberProperty("nodes", nodes);
            json.writeStringProperty("figure", one.figure().name());
            json.writeNumberProperty("value", one.value());
            json.writeNumberProperty("unfinished", one.unfinished());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Tells whoever waits how far it is. */
    @SuppressWarnings("SystemOut") // The benchmark is a command; the table alone is its output.
    static void say(String words) {
        System.err.println(words);
    }
}
