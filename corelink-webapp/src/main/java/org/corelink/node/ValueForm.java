package org.corelink.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How values of one kind are fitted, written and read. What is fitted is always read back.
 *
 * @param fit gives the nearest value within the bounds, or null where there is none
 * @param writer writes a fitted value
 * @param reader reads one value strictly, or refuses it
 */
record ValueForm<T>(Fit<T> fit, Writer<T> writer, Reader<T> reader) {
    /** Makes a value fit. */
    @FunctionalInterface
    interface Fit<T> {
        @Nullable
        T apply(T value);
    }

    /** Writes one value. */
    @FunctionalInterface
    interface Writer<T> {
        void write(JsonGenerator out, T value);
    }

    /** Reads the value that the parser stands on. */
    @FunctionalInterface
    interface Reader<T> {
        T read(PayloadParser in, String field) throws RefusedException;
    }

    /** A whole number; one out of bounds is unknown. */
    static ValueForm<Integer> integer(int lowest, int highest) {
        return new ValueForm<>(
                value -> value >= lowest && value <= highest ? value : null, JsonGenerator::writeNumber, (in, field) ->
                        (int) in.integer(field, lowest, highest));
    }

    /** A long whole number; one out of bounds is unknown. */
    static ValueForm<Long> whole(long lowest, long highest) {
        return new ValueForm<>(
                value -> value >= lowest && value <= highest ? value : null,
                JsonGenerator::writeNumber,
                (in, field) -> in.integer(field, lowest, highest));
    }

    /** A number with so many decimals, written as the whole number of its last digits; one out of bounds is unknown. */
    static ValueForm<Double> decimal(double lowest, double highest, int decimals) {
        double factor = Math.pow(10, decimals);
        return new ValueForm<>(
                value -> value >= lowest && value <= highest ? value : null,
                (out, value) -> out.writeNumber(Math.round(value * factor)),
                (in, field) -> in.integer(field, Math.round(lowest * factor), Math.round(highest * factor)) / factor);
    }

    /** {@code true} or {@code false}. */
    static ValueForm<Boolean> bool() {
        return new ValueForm<>(value -> value, JsonGenerator::writeBoolean, PayloadParser::bool);
    }

    /** Printable text; what is too long is cut. */
    static ValueForm<String> text(int maxLength) {
        return new ValueForm<>(
                value -> PrintableText.clean(value, maxLength),
                JsonGenerator::writeString,
                (in, field) -> in.text(field, maxLength));
    }

    /** Numbers of fixed places, each from 0 to its bound, or null; the unknown ones at the end are left out. */
    static ValueForm<List<@Nullable Long>> numbers(long... highest) {
        return new ValueForm<>(
                values -> {
                    List<@Nullable Long> fitted = new ArrayList<>();
                    for (int i = 0; i < highest.length; i++) {
                        Long value = values.get(i);
                        fitted.add(value == null || value < 0 || value > highest[i] ? null : value);
                    }
                    return fitted.stream().allMatch(value -> value == null) ? null : fitted;
                },
                (out, values) -> writeArray(out, values, JsonGenerator::writeNumber),
                (in, field) -> readArray(in, field, highest.length, i -> in.integer(field, 0, highest[i])));
    }

    /** Texts of fixed places, each up to its length, or null; the unknown ones at the end are left out. */
    static ValueForm<List<@Nullable String>> texts(int... maxLengths) {
        return new ValueForm<>(
                values -> {
                    List<@Nullable String> fitted = new ArrayList<>();
                    for (int i = 0; i < maxLengths.length; i++) {
                        String value = values.get(i);
                        fitted.add(value == null ? null : PrintableText.clean(value, maxLengths[i]));
                    }
                    return fitted.stream().allMatch(value -> value == null || value.isEmpty()) ? null : fitted;
                },
                (out, values) -> writeArray(out, values, JsonGenerator::writeString),
                (in, field) -> readArray(in, field, maxLengths.length, i -> in.text(field, maxLengths[i])));
    }

    /** Several values of one kind; those beyond {@code most} are left out. */
    static <T> ValueForm<List<T>> list(ValueForm<T> each, int most) {
        return new ValueForm<>(
                values -> {
                    List<T> fitted = new ArrayList<>();
                    for (T value : values.subList(0, Math.min(most, values.size()))) {
                        T fit = each.fit.apply(value);
                        if (fit != null) {
                            fitted.add(fit);
                        }
                    }
                    return fitted;
                },
                (out, values) -> {
                    out.writeStartArray(values, values.size());
                    values.forEach(value -> each.writer.write(out, value));
                    out.writeEndArray();
                },
                (in, field) -> {
                    List<T> values = new ArrayList<>();
                    in.array(field, () -> {
                        RefusedException.unless(values.size() < most, field + " has too many elements");
                        values.add(each.reader.read(in, field));
                    });
                    return values;
                });
    }

    /** The same on the wire for another kind of value. */
    <U> ValueForm<U> as(Function<U, T> encode, Function<T, U> decode) {
        return new ValueForm<>(
                value -> {
                    T fitted = fit.apply(encode.apply(value));
                    return fitted == null ? null : decode.apply(fitted);
                },
                (out, value) -> writer.write(out, encode.apply(value)),
                (in, field) -> decode.apply(reader.read(in, field)));
    }

    private static <T> void writeArray(JsonGenerator out, List<@Nullable T> values, Writer<T> each) {
        int known = values.size();
        while (known > 0 && values.get(known - 1) == null) {
            known--;
        }
        out.writeStartArray(values, known);
        for (T value : values.subList(0, known)) {
            if (value == null) {
                out.writeNull();
            } else {
                each.write(out, value);
            }
        }
        out.writeEndArray();
    }

    /** Reads the element of that place. */
    @FunctionalInterface
    private interface PlaceReader<T> {
        T read(int place) throws RefusedException;
    }

    /** As many as there are places; a newer version may send more than this one knows. */
    private static <T> List<@Nullable T> readArray(PayloadParser in, String field, int places, PlaceReader<T> each)
            throws RefusedException {
        List<@Nullable T> values = new ArrayList<>();
        in.array(field, () -> {
            if (values.size() == places) {
                in.skip();
            } else {
                values.add(in.isNull() ? null : each.read(values.size()));
            }
        });
        while (values.size() < places) {
            values.add(null);
        }
        return values;
    }
}
