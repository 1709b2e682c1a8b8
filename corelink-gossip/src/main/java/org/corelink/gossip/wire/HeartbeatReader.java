package org.corelink.gossip.wire;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Payload;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one heartbeat object: the library's fields into values, all others into the payload. */
final class HeartbeatReader {
    private static final long ABSENT = -1;

    private final ByteArrayOutputStream payload = new ByteArrayOutputStream(512);
    private final OriginReader origin = new OriginReader();
    private @Nullable String name;
    private boolean timestamped;
    private long sequence = ABSENT;
    private double epochSeconds = ABSENT;
    private Optional<Hearing> hearing = Optional.empty();

    private HeartbeatReader() {}

    /** Reads what is left of the object that {@code parser} stands in, and leaves {@code parser} on its last brace. */
    static Heartbeat read(JsonParser parser) {
        HeartbeatReader reader = new HeartbeatReader();
        try (JsonGenerator rest = Json.generator(reader.payload)) {
            rest.writeStartObject();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                reader.readField(parser, rest);
            }
            rest.writeEndObject();
        }
        return reader.heartbeat();
    }

    private void readField(JsonParser parser, JsonGenerator rest) {
        String field = parser.currentName();
        parser.nextToken();
        if (origin.reads(field, parser)) {
            return;
        }
        switch (field) {
            case WireFormat.TYPE ->
                Fields.require(Fields.string(parser).equals(WireFormat.HEARTBEAT), "not a heartbeat");
            case WireFormat.NODE_ID -> name = Fields.name(parser);
            case WireFormat.TIMESTAMP -> {
                Fields.timestamp(parser);
                timestamped = true;
            }
            case WireFormat.SEQUENCE -> sequence = Fields.integer(parser, 0, WireFormat.MAX_INTEGER);
            case WireFormat.EPOCH -> epochSeconds = Fields.epochSeconds(parser);
            case WireFormat.HEARS -> hearing = Optional.of(HearingText.parse(Fields.string(parser)));
            default -> {
                rest.writeName(field);
                Json.copyValue(parser, rest);
            }
        }
    }

    private Heartbeat heartbeat() {
        if (name == null || !timestamped || sequence == ABSENT || epochSeconds == ABSENT) {
            throw new InvalidFieldException("heartbeat lacks a field");
        }
        return new Heartbeat(
                origin.originOr(name), name, sequence, epochSeconds, Payload.of(payload.toByteArray()), 0, hearing);
    }
}
