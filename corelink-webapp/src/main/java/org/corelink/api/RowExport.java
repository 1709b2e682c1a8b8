package org.corelink.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Meaning.Words;
import org.corelink.cluster.Row;
import org.corelink.cluster.query.RowSelection;
import org.jspecify.annotations.Nullable;

/**
 * The rows that somebody wants, for programs: numbers in the usual unit of their column, and words. What is not known is
 * missing in JSON and empty in CSV.
 *
 * @param rows in order
 * @param total rows that there are
 */
record RowExport(Snapshot snapshot, RowSelection selection, List<Row> rows, int total) {
    private static final int DECIMALS = 3;
    private static final String ID = "id";
    private static final String LINE_END = "\r\n";

    static RowExport of(Snapshot snapshot, RowSelection selection) {
        return new RowExport(
                snapshot,
                selection,
                selection.rows(Row.of(snapshot.view()), snapshot.nowNanos()),
                Row.of(snapshot.view()).size());
    }

    /** One object. */
    byte[] json() {
        return Fields.document(json -> json.number("revision", snapshot.view().revision())
                .object("cluster", fields -> ClusterJson.summary(fields, snapshot))
                .text("query", selection.query().toString())
                .number("total", total)
                .objects("columns", selection.columns(), RowExport::column)
                .objects("rows", rows, this::row));
    }

    private static void column(Fields json, Column column) {
        json.text("key", column.key()).text("unit", unit(column));
    }

    private void row(Fields json, Row row) {
        json.text(ID, row.node().id().value());
        for (Column column : selection.columns()) {
            switch (column.meaning()) {
                case Amount amount -> {
                    BigDecimal number = number(amount, row);
                    json.number(column.key(), number == null ? null : (Double) number.doubleValue());
                }
                case Words words -> json.text(column.key(), text(words, row));
            }
        }
    }

    /** Lines of RFC 4180, the first with the names and units of the columns. */
    byte[] csv() {
        Stream<String> head =
                Stream.concat(Stream.of(ID), selection.columns().stream().map(RowExport::title));
        StringBuilder lines = new StringBuilder(line(head));
        for (Row row : rows) {
            Stream<String> fields = selection.columns().stream().map(column -> field(column, row));
            lines.append(line(Stream.concat(Stream.of(row.node().id().value()), fields)));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Stream<String> fields) {
        return fields.map(RowExport::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String title(Column column) {
        String unit = unit(column);
        return unit.isEmpty() ? column.key() : column.key() + " (" + unit + ")";
    }

    private String field(Column column, Row row) {
        return switch (column.meaning()) {
            case Amount amount -> {
                BigDecimal number = number(amount, row);
                yield number == null ? "" : number.toPlainString();
            }
            case Words words -> {
                String text = text(words, row);
                yield text == null ? "" : harmless(text);
            }
        };
    }

    /** A program for tables takes text that begins so for a formula: any machine may call itself one. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter < ' ');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String unit(Column column) {
        return column.meaning() instanceof Amount amount ? amount.unit().usual().text() : "";
    }

    private @Nullable BigDecimal number(Amount amount, Row row) {
        Double value = amount.value().at(row, snapshot.nowNanos());
        if (value == null) {
            return null;
        }
        BigDecimal rounded = BigDecimal.valueOf(value / amount.unit().usual().factor())
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        // Of 100 no more is wanted than "100".
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static @Nullable String text(Words words, Row row) {
        List<String> all = words.words().apply(row);
        return all == null || all.isEmpty() ? null : String.join(", ", all);
    }
}
