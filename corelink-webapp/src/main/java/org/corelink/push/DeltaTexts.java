package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What of a change is no number, as one JSON object, for example
 *
 * <pre>{"sum":{"busy":"7"},"limits":["alone"],"is":{"12":"down"},"cells":{"12":{"state":["down – …",null,"…"]},
 *  "12/3":{"model":"GeForce RTX 4090"}}}</pre>
 *
 * <p>A machine goes by its position, a row by that and its place in the machine; {@code limits} are all conditions that
 * hold; a cell is its text, or text, bar (null for none) and hint. Nothing at all is no byte.
 */
final class DeltaTexts {
    private static final JsonFactory JSON = new JsonFactory();

    private Map<String, String> figures = Map.of();
    private @Nullable Set<Condition> conditions;
    private final Map<Integer, MemberState> membership = new TreeMap<>();
    private final Map<String, Map<Column, Cell>> cells = new LinkedHashMap<>();

    /** All figures of the strip, or none. */
    void strip(Map<String, String> all) {
        figures = all;
    }

    /** All conditions that hold now. */
    void conditions(Set<Condition> holding) {
        conditions = holding;
    }

    /** A machine is in another state. */
    void membership(int position, MemberState state) {
        membership.put(position, state);
    }

    /** A cell is another. */
    void cell(String row, Column column, Cell cell) {
        cells.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(column, cell);
    }

    byte[] toBytes() {
        if (figures.isEmpty() && conditions == null && membership.isEmpty() && cells.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            strings(json, "sum", figures);
            limits(json, conditions);
            if (!membership.isEmpty()) {
                json.writeObjectPropertyStart("is");
                membership.forEach(
                        (position, state) -> json.writeStringProperty(position.toString(), lowerCase(state)));
                json.writeEndObject();
            }
            cells(json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** A part whose values are texts; nothing if there are none. */
    static void strings(JsonGenerator json, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            json.writeObjectPropertyStart(name);
            values.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    /** The conditions that hold; nothing if they are null. */
    static void limits(JsonGenerator json, @Nullable Set<Condition> holding) {
        if (holding != null) {
            json.writeArrayPropertyStart("limits");
            holding.stream().sorted().map(DeltaTexts::lowerCase).forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private void cells(JsonGenerator json) {
        if (cells.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("cells");
        cells.forEach((row, changed) -> {
            json.writeObjectPropertyStart(row);
            changed.forEach((column, cell) -> {
                json.writeName(column.key());
                cell(json, cell);
            });
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    /** A cell as a value. */
    static void cell(JsonGenerator json, Cell cell) {
        if (cell.bar() == Cell.NO_BAR && cell.hint().isEmpty()) {
            json.writeString(cell.text());
            return;
        }
        json.writeStartArray();
        json.writeString(cell.text());
        if (cell.bar() == Cell.NO_BAR) {
            json.writeNull();
        } else {
            json.writeNumber(cell.bar());
        }
        if (!cell.hint().isEmpty()) {
            json.writeString(cell.hint());
        }
        json.writeEndArray();
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
