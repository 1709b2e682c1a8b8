package org.corelink.host.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import org.corelink.host.check.Finding.Severity;
import org.corelink.host.view.Top;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Results to one stream, problems to another. */
public final class StreamTerminal implements Terminal {
    private final PrintWriter results;
    private final PrintWriter problems;
    private final @Nullable BufferedReader person;

    /**
     * Flushes after every line.
     *
     * @param person answers of a person; null = nobody is there
     */
    public StreamTerminal(PrintWriter results, PrintWriter problems, @Nullable BufferedReader person) {
        this.results = results;
        this.problems = problems;
        this.person = person;
    }

    @Override
    public void print(String line) {
        results.println(line);
        results.flush();
    }

    @Override
    public void print(Severity severity, String line) {
        String colour =
                switch (severity) {
                    case OK -> "green";
                    case WARN -> "yellow";
                    case FAIL -> "red,bold";
                };
        // Only the word goes through the mark-up: the line may have anything in it.
        String word = Ansi.AUTO.string("@|" + colour + " " + severity + "|@");
        print(word + " ".repeat(Severity.FAIL.name().length() - severity.name().length()) + "  " + line);
    }

    @Override
    public void complain(String line) {
        tell("corelink: " + line);
    }

    @Override
    public void tell(String line) {
        problems.println(line);
        problems.flush();
    }

    @Override
    public OptionalInt width() {
        try {
            return person == null ? OptionalInt.empty() : Top.width();
        } catch (IOException e) {
            // As good as none: whoever asks goes on without.
            return OptionalInt.empty();
        }
    }

    @Override
    public boolean isColoured() {
        return person != null && Ansi.AUTO.enabled();
    }

    @Override
    public Optional<String> secret(String question) {
        if (person != null) {
            problems.print(question + " ");
            problems.flush();
        }
        return SecretInput.read();
    }

    @Override
    public boolean confirm(String question) {
        if (person == null) {
            return false;
        }
        problems.print(question + " [y/N] ");
        problems.flush();
        try {
            String answer = person.readLine();
            return answer != null && answer.strip().matches("(?i)y(es)?");
        } catch (IOException e) {
            // Whoever cannot be heard has not said yes.
            return false;
        }
    }
}
