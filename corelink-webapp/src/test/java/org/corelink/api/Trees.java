package org.corelink.api;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as trees, for tests. */
final class Trees {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Trees() {}

    static JsonNode of(byte[] json) {
        return MAPPER.readTree(json);
    }

    static JsonNode of(Answer answer) {
        return of(answer.body());
    }

    /** The paths of all fields: {@code nodes[].gpus[].index}. */
    static Set<String> fields(JsonNode tree) {
        Set<String> fields = new TreeSet<>();
        collect("", tree, fields);
        return fields;
    }

    private static void collect(String at, JsonNode tree, Set<String> fields) {
        if (tree.isArray()) {
            tree.forEach(element -> collect(at + "[]", element, fields));
        }
        tree.properties().forEach(field -> {
            String path = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
            fields.add(path);
            collect(path, field.getValue(), fields);
        });
    }
}
