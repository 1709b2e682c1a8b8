package org.corelink.cluster.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Meaning.Words;
import org.corelink.cluster.Row;

/** One condition on a row. What is unknown satisfies none but {@link Known}. */
sealed interface Criterion {
    /** Stands for an unknown value, as the table shows it. */
    String UNKNOWN = "n/a";

    boolean matches(Row row, long nowNanos);

    /** The column that it is about; empty for several. */
    Optional<Column> column();

    /** How it is written in a query. */
    @Override
    String toString();

    /** How it is written where its column is given. */
    String inColumn();

    /** Name, model or address contain the text. */
    record Anywhere(String text) implements Criterion {
        @Override
        public boolean matches(Row row, long nowNanos) {
            return Letters.contain(row.node().name(), text)
                    || (row.gpu() != null && Letters.contain(row.gpu().model(), text))
                    || Letters.contain(row.node().address(), text);
        }

        @Override
        public Optional<Column> column() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return Letters.asWord(text);
        }

        @Override
        public String inColumn() {
            return toString();
        }
    }

    /** Any of the words of a column contains the text, equals it, or none equals it. */
    record OfWords(Column of, Words meaning, Operator operator, String text) implements Criterion {
        @Override
        public boolean matches(Row row, long nowNanos) {
            List<String> words = meaning.words().apply(row);
            if (words == null) {
                return false;
            }
            Stream<String> all = words.stream();
            return switch (operator) {
                case CONTAINS -> all.anyMatch(word -> Letters.contain(word, text));
                case NOT_EQUAL -> all.noneMatch(word -> word.equalsIgnoreCase(text));
                default -> all.anyMatch(word -> word.equalsIgnoreCase(text));
            };
        }

        @Override
        public Optional<Column> column() {
            return Optional.of(of);
        }

        @Override
        public String toString() {
            return of.key() + operator.sign() + Letters.asValue(text);
        }

        @Override
        public String inColumn() {
            return operator == Operator.CONTAINS ? Letters.asWord(text) : operator.sign() + Letters.asValue(text);
        }
    }

    /** The number of a column, or its share of the whole, compares so. */
    record OfAmount(Column of, Amount meaning, Operator operator, Magnitude magnitude) implements Criterion {
        @Override
        public boolean matches(Row row, long nowNanos) {
            Double value = magnitude.isShareOf(meaning.unit())
                    ? meaning.share(row, nowNanos)
                    : meaning.value().at(row, nowNanos);
            return value != null && compares(value);
        }

        private boolean compares(double value) {
            return switch (operator) {
                case CONTAINS, EQUAL -> magnitude.isAbout(value);
                case NOT_EQUAL -> !magnitude.isAbout(value);
                case GREATER -> value > magnitude.value();
                case GREATER_EQUAL -> value >= magnitude.value();
                case LESS -> value < magnitude.value();
                case LESS_EQUAL -> value <= magnitude.value();
            };
        }

        @Override
        public Optional<Column> column() {
            return Optional.of(of);
        }

        @Override
        public String toString() {
            return of.key() + inColumn();
        }

        @Override
        public String inColumn() {
            return operator.sign() + magnitude;
        }
    }

    /** The value of a column is known, or is not. */
    record Known(Column of, boolean wanted) implements Criterion {
        @Override
        public boolean matches(Row row, long nowNanos) {
            Object value =
                    switch (of.meaning()) {
                        case Amount amount -> amount.value().at(row, nowNanos);
                        case Words words -> words.words().apply(row);
                    };
            return (value != null) == wanted;
        }

        @Override
        public Optional<Column> column() {
            return Optional.of(of);
        }

        @Override
        public String toString() {
            return of.key() + inColumn();
        }

        @Override
        public String inColumn() {
            return (wanted ? Operator.NOT_EQUAL : Operator.EQUAL).sign() + UNKNOWN;
        }
    }
}
