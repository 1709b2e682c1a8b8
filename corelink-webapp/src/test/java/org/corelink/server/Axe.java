package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The accessibility checks of axe-core, in the page that a browser shows. {@code ./verify} brings them. */
final class Axe {
    private static final Path FOLDER = Path.of("target/axe");

    private static final String RUN = """
        const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] })
            .then((result) => done(result.violations
                .filter((rule) => ['serious', 'critical'].includes(rule.impact))
                .flatMap((rule) => rule.nodes.map((node) =>
                    `${rule.id}: ${node.html.slice(0, 160)} (${node.any.map((why) => why.message).join('; ')})`))))
            .catch((error) => done([`axe failed: ${error}`]));
        """;

    private final String source;

    private Axe(String source) {
        this.source = source;
    }

    /** The checks as they were fetched. */
    static Axe fetched() throws IOException {
        try (Stream<Path> files = Files.exists(FOLDER) ? Files.walk(FOLDER) : Stream.of()) {
            List<Path> found =
                    files.filter(file -> file.endsWith("axe.min.js")).sorted().toList();
            assertThat(found)
                    .as("axe-core in " + FOLDER.toAbsolutePath() + "; ./verify brings it")
                    .isNotEmpty();
            return new Axe(Files.readString(found.getLast()));
        }
    }

    /** What in the page keeps people out: a line for each serious or critical finding. */
    List<?> findings(TestBrowser browser) {
        browser.run(source);
        return (List<?>) java.util.Objects.requireNonNull(browser.runAsync(RUN));
    }
}
