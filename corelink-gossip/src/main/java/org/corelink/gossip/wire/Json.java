package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import org.corelink.gossip.Payload;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** JSON within the limits of {@link WireFormat}: the one factory, and copying. */
final class Json {
    /** Symbol tables are off: names chosen by strangers must not stay in memory. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(WireFormat.MAX_DEPTH)
                    .maxNameLength(WireFormat.MAX_NAME_LENGTH)
                    .maxStringLength(WireFormat.MAX_STRING_LENGTH)
                    .maxNumberLength(WireFormat.MAX_NUMBER_LENGTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}

    /** A parser that throws a {@link tools.jackson.core.exc.StreamReadException} for whatever is beyond the limits. */
    static JsonParser parser(CharBuffer text) {
        return new CheckedParser(uncheckedParser(text));
    }

    private static JsonParser uncheckedParser(CharBuffer text) {
        int from = text.arrayOffset() + text.position();
        return FACTORY.createParser(ObjectReadContext.empty(), text.array(), from, text.remaining());
    }

    /**
     * A parser of what an application publishes, or what was checked when it came.
     *
     * @throws IllegalArgumentException if it is not UTF-8
     */
    static JsonParser parser(Payload payload) {
        try {
            return uncheckedParser(text(payload.toByteArray()));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("payload is not UTF-8", e);
        }
    }

    /** Strict UTF-8, which the JSON parser does not insist on: no overlong form, no encoded surrogate. */
    static CharBuffer text(byte[] utf8) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    }

    static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /**
     * Writes the value that {@code in} stands on, and leaves {@code in} on its last token. Numbers keep their digits:
     * {@code 1.50} stays {@code 1.50}.
     */
    static void copyValue(JsonParser in, JsonGenerator out) {
        int open = 0;
        while (true) {
            JsonToken token = in.currentToken();
            copyToken(token, in, out);
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (open == 0) {
                return;
            }
            in.nextToken();
            if (in.currentToken() == JsonToken.PROPERTY_NAME) {
                out.writeName(in.currentName());
                in.nextToken();
            }
        }
    }

    private static void copyToken(JsonToken token, JsonParser in, JsonGenerator out) {
        switch (token) {
            case START_OBJECT -> out.writeStartObject();
            case END_OBJECT -> out.writeEndObject();
            case START_ARRAY -> out.writeStartArray();
            case END_ARRAY -> out.writeEndArray();
            case VALUE_STRING -> out.writeString(in.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
            case VALUE_TRUE -> out.writeBoolean(true);
            case VALUE_FALSE -> out.writeBoolean(false);
            case VALUE_NULL -> out.writeNull();
            case PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new AssertionError("no value of JSON text: " + token);
        }
    }
}
