package org.corelink.host.cli;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was said. */
final class RecordingTerminal implements Terminal {
    final List<String> results = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    @Override
    public void print(String line) {
        results.add(line);
    }

    @Override
    public void complain(String line) {
        problems.add(line);
    }

    String allResults() {
        return String.join("\n", results);
    }

    String allProblems() {
        return String.join("\n", problems);
    }
}
