package org.corelink.host.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the answers of the console's API. What is missing stays so; what has another type than it should counts as missing. */
final class ListingReader {
    private static final JsonFactory JSON = new JsonFactory();

    private ListingReader() {}

    /**
     * The rows of {@code /api/v1/rows.json}.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    static Listing rows(byte[] json) {
        Map<String, Object> answer = object(read(json));
        List<Entry> entries = new ArrayList<>();
        for (Object row : list(answer.get("rows"))) {
            Map<String, Object> values = object(row);
            entries.add(new Entry(String.valueOf(values.get("id")), values));
        }
        return new Listing(census(object(answer.get("cluster"))), entries, number(answer.get("total")));
    }

    private static Census census(Map<String, Object> cluster) {
        SequencedMap<String, Long> byState = new LinkedHashMap<>();
        object(cluster.get("nodesByState")).forEach((state, count) -> byState.put(state, number(count)));
        return new Census(
                number(cluster.get("nodeCount")),
                byState,
                number(cluster.get("gpuCount")),
                list(cluster.get("limits")).stream().map(String::valueOf).toList());
    }

    /** What a problem (RFC 9457) says to a person; empty if this is none. */
    static String detail(byte[] json) {
        return object(read(json)).get("detail") instanceof String detail ? detail : "";
    }

    private static Object read(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getString() == null ? "" : parser.getString();
        };
    }

    private static Map<String, Object> members(JsonParser parser) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
        }
        return members;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Double number ? number.longValue() : 0;
    }
}
