package org.corelink.host.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.corelink.host.check.Finding.Severity;

/** Keeps what was said; whoever sits there answers every question alike. */
final class RecordingTerminal implements Terminal {
    final List<String> results = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    boolean yes;
    OptionalInt width = OptionalInt.empty();
    String typed = "";

    @Override
    public void print(String line) {
        results.add(line);
    }

    @Override
    public void print(Severity severity, String line) {
        results.add(severity + " " + line);
    }

    @Override
    public void complain(String line) {
        problems.add(line);
    }

    @Override
    public void tell(String line) {
        problems.add(line);
    }

    @Override
    public OptionalInt width() {
        return width;
    }

    @Override
    public boolean isColoured() {
        return false;
    }

    @Override
    public Optional<String> secret(String question) {
        questions.add(question);
        return Optional.of(typed).filter(text -> !text.isEmpty());
    }

    @Override
    public boolean confirm(String question) {
        questions.add(question);
        return yes;
    }

    String allResults() {
        return String.join("\n", results);
    }

    String allProblems() {
        return String.join("\n", problems);
    }
}
