package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corelink.cluster.Cell;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.Condition;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What of a change is no number, as one JSON object, for example
 *
 * <pre>{"sum":{"busy":"7"},"limits":["alone"],"is":{"12":["down",true]},
 *  "cells":[["down – …",null,"…"],"GeForce RTX 4090"]}</pre>
 *
 * <p>A machine goes by its position, and {@code is} its state of membership, and whether it is in trouble; {@code limits} are all conditions that hold; {@code cells} are those that are told in
 * full, in their order, each its text, or text, bar (null for none) and hint. Nothing at all is no byte.
 */
final class DeltaTexts {
    private static final JsonFactory JSON = new JsonFactory();

    private Map<String, String> figures = Map.of();
    private @Nullable Set<Condition> conditions;
    private final Map<Integer, NodeView> moved = new TreeMap<>();
    private final List<Cell> cells = new ArrayList<>();

    /** All figures of the strip, or none. */
    void strip(Map<String, String> all) {
        figures = all;
    }

    /** All conditions that hold now. */
    void conditions(Set<Condition> holding) {
        conditions = holding;
    }

    /** A machine is in another state, or in trouble, or no more. */
    void moved(int position, NodeView node) {
        moved.put(position, node);
    }

    /** The next cell that is told in full. */
    void cell(Cell cell) {
        cells.add(cell);
    }

    byte[] toBytes() {
        if (figures.isEmpty() && conditions == null && moved.isEmpty() && cells.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            strings(json, "sum", figures);
            limits(json, conditions);
            if (!moved.isEmpty()) {
                json.writeObjectPropertyStart("is");
                moved.forEach((position, node) -> {
                    json.writeName(position.toString());
                    is(json, node);
                });
                json.writeEndObject();
            }
            if (!cells.isEmpty()) {
                cells(json, "cells", cells);
            }
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

    /** The state of a machine. */
    static void is(JsonGenerator json, NodeView node) {
        json.writeStartArray();
        json.writeString(lowerCase(node.membership()));
        json.writeBoolean(node.isInTrouble());
        json.writeEndArray();
    }

    /** A part whose values are cells. */
    static void cells(JsonGenerator json, String name, List<Cell> cells) {
        json.writeArrayPropertyStart(name);
        cells.forEach(cell -> cell(json, cell));
        json.writeEndArray();
    }

    /** A cell as a value. */
    private static void cell(JsonGenerator json, Cell cell) {
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

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
