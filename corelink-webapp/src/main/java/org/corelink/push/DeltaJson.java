package org.corelink.push;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.cluster.ViewChange;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The text form of a {@link ViewChange}: one JSON object, for example
 *
 * <pre>{"boot":"k3f9a0c1","from":12,"to":15,"limits":["alone"],"sum":{"busy":"7"},"heard":{"3fa2b1c4d5e6f708":120},
 *  "is":{"3fa2b1c4d5e6f708":"left"},"node":{"3fa2b1c4d5e6f708":{"state":["left",null,"said goodbye"]}},
 *  "gpu":{"3fa2b1c4d5e6f708/0":{"util":["97 %",97]}}}</pre>
 *
 * <p>{@code boot} tells one run of the server from the next; machines go by their ids; {@code limits} are all
 * conditions that hold; {@code heard} is milliseconds ago; a cell is its text, or text and bar, or text, bar (null for
 * none) and hint; {@code "rows":true} says that rows come or go. What has not changed is left out.
 */
final class DeltaJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DeltaJson() {}

    /** Encodes the change as of {@code nowNanos}. */
    static String encode(String boot, ViewChange change, long nowNanos) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("boot", boot);
            json.writeNumberProperty("from", change.from());
            json.writeNumberProperty("to", change.to());
            if (change.structural()) {
                json.writeBooleanProperty("rows", true);
            }
            change.conditions().ifPresent(conditions -> limits(json, conditions));
            summary(json, change.summary());
            heard(json, change.heard(), nowNanos);
            membership(json, change.membership());
            cells(json, "node", change.nodeCells());
            cells(json, "gpu", change.gpuCells());
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void limits(JsonGenerator json, Set<Condition> conditions) {
        json.writeArrayPropertyStart("limits");
        conditions.stream().sorted().map(DeltaJson::lowerCase).forEach(json::writeString);
        json.writeEndArray();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void summary(JsonGenerator json, Map<String, String> figures) {
        if (!figures.isEmpty()) {
            json.writeObjectPropertyStart("sum");
            figures.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private static void heard(JsonGenerator json, Map<NodeId, Long> heard, long nowNanos) {
        if (!heard.isEmpty()) {
            json.writeObjectPropertyStart("heard");
            heard.forEach((id, heardNanos) ->
                    json.writeNumberProperty(id.value(), TimeUnit.NANOSECONDS.toMillis(nowNanos - heardNanos)));
            json.writeEndObject();
        }
    }

    private static void membership(JsonGenerator json, Map<NodeId, MemberState> states) {
        if (!states.isEmpty()) {
            json.writeObjectPropertyStart("is");
            states.forEach((id, state) -> json.writeStringProperty(id.value(), lowerCase(state)));
            json.writeEndObject();
        }
    }

    private static void cells(JsonGenerator json, String name, Map<?, Map<Column, Cell>> rows) {
        if (!rows.isEmpty()) {
            json.writeObjectPropertyStart(name);
            rows.forEach((key, cells) -> {
                json.writeObjectPropertyStart(key.toString());
                cells.forEach((column, cell) -> cell(json, column, cell));
                json.writeEndObject();
            });
            json.writeEndObject();
        }
    }

    private static void cell(JsonGenerator json, Column column, Cell cell) {
        if (cell.bar() == Cell.NO_BAR && cell.hint().isEmpty()) {
            json.writeStringProperty(column.key(), cell.text());
            return;
        }
        json.writeArrayPropertyStart(column.key());
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
}
