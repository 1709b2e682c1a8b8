package org.corelink.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that a console knows at one moment, as {@code live/snapshot} tells it.
 *
 * @param json the answer as maps, lists and text
 */
public record ConsoleSnapshot(Map<String, Object> json) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads the answer. */
    public static ConsoleSnapshot parse(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("not a snapshot: " + text);
            }
            return new ConsoleSnapshot(object(parser));
        }
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            default -> parser.getString();
        };
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private Map<?, ?> part(String name) {
        return json.get(name) instanceof Map<?, ?> part ? part : Map.of();
    }

    /** The names of all machines. */
    public Set<?> nodes() {
        return part("is").keySet();
    }

    /** {@code online} or {@code stale}; empty for a machine that is not known. */
    public String state(String node) {
        return part("is").get(node) instanceof String state ? state : "";
    }

    /** How long ago a machine was heard, milliseconds. */
    public long heardMillis(String node) {
        return Long.parseLong(String.valueOf(part("heard").get(node)));
    }

    /** How many GPUs a machine has. */
    public long gpus(String node) {
        return part("gpu").keySet().stream()
                .filter(row -> row.toString().matches("\\Q" + node + "\\E/\\d+"))
                .count();
    }

    /** The text of a cell of a GPU, such as column {@code util} of row {@code gpu-07/0}; empty if there is none. */
    public String gpuCell(String row, String column) {
        return part("gpu").get(row) instanceof Map<?, ?> cells ? text(cells.get(column)) : "";
    }

    /** The text of a cell of a machine, such as its {@code version}; empty if there is none. */
    public String nodeCell(String node, String column) {
        return part("node").get(node) instanceof Map<?, ?> cells ? text(cells.get(column)) : "";
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case List<?> textAndBar -> String.valueOf(textAndBar.getFirst());
            default -> cell.toString();
        };
    }
}
