package org.corelink.server.benchmark;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured. One thread. */
final class Results {
    private final Map<Figure, Double> measured = new EnumMap<>(Figure.class);

    /** Takes a figure, and tells whoever waits. */
    @SuppressWarnings("SystemOut") // A command; the table alone is its output.
    void add(Figure figure, double value) {
        measured.put(figure, value);
        System.err.println("  " + figure.line(value));
    }

    /** The table. */
    String markdown() {
        return measured.entrySet().stream()
                .map(each -> each.getKey().line(each.getValue()))
                .collect(Collectors.joining("\n", "| figure | target | CoreLink |\n| --- | --- | --- |\n", "\n"));
    }
}
