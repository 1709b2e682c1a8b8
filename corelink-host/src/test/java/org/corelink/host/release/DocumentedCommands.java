package org.corelink.host.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of shell that the page of operations shows under a heading. */
public final class DocumentedCommands {
    private static final Path PAGE = Path.of(System.getProperty("corelink.sources"), "src/site/markdown/operations.md");
    private static final String INDENT = "    ";

    private DocumentedCommands() {}

    /** In their order, without the indent. */
    public static List<String> under(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int start = lines.indexOf(heading);
        if (start < 0) {
            throw new IllegalArgumentException("no heading " + heading);
        }
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith(INDENT))
                .map(String::strip)
                .toList();
    }
}
