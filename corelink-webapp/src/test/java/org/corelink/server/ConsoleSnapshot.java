package org.corelink.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    public List<String> nodes() {
        return ids().map(id -> nodeCell(id, "node")).toList();
    }

    private Stream<String> ids() {
        return part("is").keySet().stream().map(Object::toString);
    }

    /** The ids of the machines whose name's cell starts with {@code name}. */
    public List<String> ids(String name) {
        return ids().filter(id -> isCalled(id, name)).toList();
    }

    private boolean isCalled(String id, String name) {
        String cell = nodeCell(id, "node");
        return cell.equals(name) || cell.startsWith(name + " ");
    }

    /** The id of the machine of that name; the name itself, under which nothing is known, if there is none. */
    public String id(String name) {
        List<String> ids = ids(name);
        if (ids.size() > 1) {
            throw new AssertionError(ids.size() + " machines are called " + name + ": " + json);
        }
        return ids.isEmpty() ? name : ids.getFirst();
    }

    /** The word for the state of the machine of that name, such as {@code online}; empty if it is not known. */
    public String state(String name) {
        return part("is").get(id(name)) instanceof String state ? state : "";
    }

    /** How long ago the machine of that name was heard, milliseconds. */
    public long heardMillis(String name) {
        return Long.parseLong(String.valueOf(part("heard").get(id(name))));
    }

    /** How many GPUs the machine of that name has. */
    public long gpus(String name) {
        return part("gpu").keySet().stream()
                .filter(row -> row.toString().matches("\\Q" + id(name) + "\\E/\\d+"))
                .count();
    }

    /** The text of a cell of a GPU, such as column {@code util} of GPU 0 of {@code gpu-07}; empty if there is none. */
    public String gpuCell(String name, int gpu, String column) {
        return part("gpu").get(id(name) + "/" + gpu) instanceof Map<?, ?> cells ? text(cells.get(column)) : "";
    }

    /** The text of a cell of a machine, by its name or id, such as its {@code version}; empty if there is none. */
    public String nodeCell(String nameOrId, String column) {
        String id = part("node").containsKey(nameOrId) ? nameOrId : id(nameOrId);
        return part("node").get(id) instanceof Map<?, ?> cells ? text(cells.get(column)) : "";
    }

    /** A figure of the strip. */
    public String figure(String key) {
        return String.valueOf(part("sum").get(key));
    }

    /** The conditions that hold. */
    public List<?> limits() {
        return json.get("limits") instanceof List<?> limits ? limits : List.of();
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case List<?> textAndBar -> String.valueOf(textAndBar.getFirst());
            default -> cell.toString();
        };
    }
}
