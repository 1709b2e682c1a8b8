package org.corelink.api;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the fields of a JSON object. What is null is unknown, and left out. */
final class Fields {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private Fields(JsonGenerator json) {
        this.json = json;
    }

    /** One object as a document of UTF-8. */
    static byte[] document(Consumer<Fields> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            content.accept(new Fields(json));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** A text; an empty one is left out too. */
    Fields text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
        return this;
    }

    Fields number(String name, @Nullable Long value) {
        if (value != null) {
            json.writeNumberProperty(name, value);
        }
        return this;
    }

    Fields number(String name, @Nullable Integer value) {
        return number(name, value == null ? null : (Long) value.longValue());
    }

    Fields number(String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        }
        return this;
    }

    Fields flag(String name, @Nullable Boolean value) {
        if (value != null) {
            json.writeBooleanProperty(name, value);
        }
        return this;
    }

    Fields object(String name, Consumer<Fields> content) {
        json.writeObjectPropertyStart(name);
        content.accept(this);
        json.writeEndObject();
        return this;
    }

    <T> Fields objects(String name, Collection<T> values, BiConsumer<Fields, T> content) {
        json.writeArrayPropertyStart(name);
        for (T value : values) {
            json.writeStartObject();
            content.accept(this, value);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    Fields texts(String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
        return this;
    }

    /** Values of one kind, one for each step; what is unknown is null, so that each keeps its place. */
    Fields column(String name, List<@Nullable Integer> values, long factor) {
        json.writeArrayPropertyStart(name);
        for (Integer value : values) {
            if (value == null) {
                json.writeNull();
            } else {
                json.writeNumber(value * factor);
            }
        }
        json.writeEndArray();
        return this;
    }

    Fields numbers(String name, Collection<Integer> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeNumber);
        json.writeEndArray();
        return this;
    }
}
