package org.corelink.cluster.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;

/**
 * Which rows somebody wants: those for which all conditions of at least one alternative hold. The language is that of the
 * page "Search". Immutable; {@link #toString} is its shortest usual form, which parses to an equal query.
 */
public final class Query {
    /** Wants every row. */
    public static final Query ALL = new Query(List.of());

    /** Longest text that is read, in characters. */
    public static final int MAX_LENGTH = 500;

    /** Most conditions of a query. */
    public static final int MAX_TERMS = 32;

    private final List<List<Term>> alternatives;

    /** Wants rows that satisfy any of the alternatives, none of which is empty; every row if there is none. */
    Query(List<List<Term>> alternatives) {
        this.alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Reads a text. Never throws. */
    public static Parsed parse(String text) {
        try {
            return new Parsed.Understood(new Query(QueryReader.alternatives(text)));
        } catch (MisunderstandingException e) {
            return e.asAnswer();
        }
    }

    /** Tells the rows that are wanted at a moment, in the time base of {@link System#nanoTime()}. */
    public Predicate<Row> at(long nowNanos) {
        return row -> alternatives.isEmpty()
                || alternatives.stream()
                        .anyMatch(terms -> terms.stream().allMatch(term -> term.matches(row, nowNanos)));
    }

    /** Whether it wants every row. */
    public boolean isAll() {
        return alternatives.isEmpty();
    }

    /** The columns that decide. */
    public Set<Column> columns() {
        return alternatives.stream()
                .flatMap(List::stream)
                .flatMap(term -> term.criterion().column().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What it asks of one column, without the column's name: {@code ">80"}. Empty for nothing; absent if that differs
     * between alternatives, so that it cannot be told in one word.
     */
    public Optional<String> filter(Column column) {
        List<String> parts = alternatives.stream()
                .map(terms -> terms.stream()
                        .filter(term -> term.isOf(column))
                        .map(Term::inColumn)
                        .collect(Collectors.joining(" ")))
                .distinct()
                .toList();
        return switch (parts.size()) {
            case 0 -> Optional.of("");
            case 1 -> Optional.of(parts.getFirst());
            default -> Optional.empty();
        };
    }

    /** The same query, which asks {@code filter} of one column instead of what it asked of it. */
    public Parsed withFilter(Column column, String filter) {
        if (filter(column).isEmpty()) {
            return new Parsed.Misunderstood(
                    "The search differs about " + column.key() + " on both sides of an \"or\": change it there.", 0);
        }
        try {
            List<Term> asked = QueryReader.ofColumn(column, filter);
            List<List<Term>> changed = (alternatives.isEmpty() ? List.of(List.<Term>of()) : alternatives)
                    .stream().map(terms -> replaced(terms, column, asked)).toList();
            // Read again: it may have become too long.
            return changed.stream().anyMatch(List::isEmpty)
                    ? new Parsed.Understood(ALL)
                    : parse(new Query(changed).toString());
        } catch (MisunderstandingException e) {
            return e.asAnswer();
        }
    }

    private static List<Term> replaced(List<Term> terms, Column column, List<Term> asked) {
        List<Term> changed = new ArrayList<>(terms);
        changed.removeIf(term -> term.isOf(column));
        changed.addAll(asked);
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query query && alternatives.equals(query.alternatives);
    }

    @Override
    public int hashCode() {
        return alternatives.hashCode();
    }

    /** Parses to an equal query; empty if it wants every row. */
    @Override
    public String toString() {
        return alternatives.stream()
                .map(terms -> terms.stream().map(Term::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" " + Letters.OR + " "));
    }
}
