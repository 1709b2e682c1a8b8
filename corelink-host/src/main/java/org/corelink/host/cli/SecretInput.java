package org.corelink.host.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A secret that is typed or piped in: never an argument, which every user of the machine can read. SHELL. */
final class SecretInput {
    /** Longer than any secret of ours. */
    private static final int MAX_CHARS = 256;

    private SecretInput() {}

    /** What is typed without being shown; where nobody sits, the first line of the input. Empty if there is nothing. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal (JDK-8351435).
    static Optional<String> read() {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return Optional.ofNullable(console.readPassword()).map(String::new);
        }
        try {
            return line(System.in);
        } catch (IOException e) {
            // Whoever cannot be heard has said nothing.
            return Optional.empty();
        }
    }

    private static Optional<String> line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && line.length() < MAX_CHARS; next = in.read()) {
            line.append((char) next);
        }
        return Optional.of(new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
