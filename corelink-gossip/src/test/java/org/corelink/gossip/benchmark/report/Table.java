package org.corelink.gossip.benchmark.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result for people: a row for each figure that was measured, a column for each contestant. In Markdown. */
public final class Table {
    private final List<Column> columns;

    /** Takes its copy of the list. */
    public Table(Collection<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** All of it, each line with its line feed. */
    public String markdown() {
        StringBuilder table = new StringBuilder();
        append(Stream.concat(Stream.of("figure", "target"), columns.stream().map(Column::title)), table);
        append(Stream.generate(() -> "---").limit(2L + columns.size()), table);
        Arrays.stream(Figure.values())
                .filter(figure -> columns.stream().anyMatch(column -> column.has(figure)))
                .forEach(figure -> append(row(figure), table));
        return table.toString();
    }

    private Stream<String> row(Figure figure) {
        return Stream.concat(
                Stream.of(figure.words(), target(figure)), columns.stream().map(column -> column.cell(figure)));
    }

    /** Those of the contestants, which may differ. */
    private String target(Figure figure) {
        return columns.stream()
                .map(column -> column.target(figure))
                .flatMap(Optional::stream)
                .map(Target::words)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static void append(Stream<String> cells, StringBuilder table) {
        table.append(cells.collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
    }
}
