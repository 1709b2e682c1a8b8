package org.corelink.cluster;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a column means to whoever searches, sorts or exports by it. What is unknown is null. */
public sealed interface Meaning {
    /** Sorts rows by it, the lowest first; null sorts last. */
    @Nullable
    Double rank(Row row);

    /**
     * A number.
     *
     * @param unit what it is counted in
     * @param value of a row
     * @param whole of what it is a share, in the same unit; null for nothing
     */
    record Amount(Unit unit, Value value, @Nullable Function<Row, @Nullable Double> whole) implements Meaning {
        /** A number that is no share of anything, and does not change with time alone. */
        static Amount of(Unit unit, Function<Row, @Nullable Double> value) {
            return new Amount(unit, (row, _) -> value.apply(row), null);
        }

        /** The same as a share of {@code whole}. */
        Amount shareOf(Function<Row, @Nullable Double> whole) {
            return new Amount(unit, value, whole);
        }

        @Override
        public @Nullable Double rank(Row row) {
            return value.at(row, 0);
        }

        /** The share of the whole, percent; null if either is unknown. */
        public @Nullable Double share(Row row, long nowNanos) {
            Double part = value.at(row, nowNanos);
            Double all = whole == null ? null : whole.apply(row);
            return part == null || all == null || all <= 0 ? null : (Double) (100 * part / all);
        }
    }

    /** The number of a row at a time. */
    @FunctionalInterface
    interface Value {
        /**
         * The number.
         *
         * @param nowNanos in the time base of {@link System#nanoTime()}
         */
        @Nullable
        Double at(Row row, long nowNanos);
    }

    /**
     * One or more words or names.
     *
     * @param words of a row, the main one first; empty for none
     * @param vocabulary all that there can be; empty if it can be anything
     * @param order by which it sorts; null to sort by the main word
     */
    record Words(
            Function<Row, @Nullable List<String>> words,
            List<String> vocabulary,
            @Nullable Function<Row, @Nullable Double> order)
            implements Meaning {
        /** Any text. */
        static Words of(Function<Row, @Nullable String> word) {
            return new Words(
                    row -> {
                        String only = word.apply(row);
                        return only == null || only.isEmpty() ? null : List.of(only);
                    },
                    List.of(),
                    null);
        }

        @Override
        public @Nullable Double rank(Row row) {
            return order == null ? null : order.apply(row);
        }

        /** The main word; null if there is none, or it is unknown. */
        public @Nullable String main(Row row) {
            List<String> all = words.apply(row);
            return all == null || all.isEmpty() ? null : all.getFirst();
        }
    }
}
