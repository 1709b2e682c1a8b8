package org.corelink.gossip.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the two messages of the digest exchange. Fields that the format does not name are skipped. */
final class DigestReader {
    private final OriginReader origin = new OriginReader();
    private @Nullable String name;
    private @Nullable String target;
    private @Nullable Map<String, Long> known;
    private @Nullable List<Heartbeat> updates;
    private boolean greets;

    private DigestReader() {}

    static DigestRequest readRequest(JsonParser parser) {
        DigestReader reader = read(parser);
        if (reader.name == null || reader.target == null || reader.known == null) {
            throw new InvalidFieldException("digest_req lacks a field");
        }
        return new DigestRequest(reader.origin.originOr(reader.name), reader.name, reader.target, reader.known);
    }

    static DigestResponse readResponse(JsonParser parser) {
        DigestReader reader = read(parser);
        if (reader.name == null || reader.updates == null) {
            throw new InvalidFieldException("digest_resp lacks a field");
        }
        return new DigestResponse(ownState(reader.name, reader.updates), reader.greets);
    }

    private static DigestReader read(JsonParser parser) {
        DigestReader reader = new DigestReader();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            reader.readField(field, parser);
        }
        return reader;
    }

    private void readField(String field, JsonParser parser) {
        if (origin.reads(field, parser)) {
            return;
        }
        switch (field) {
            case WireFormat.NODE_ID -> name = Fields.name(parser);
            case WireFormat.TARGET -> target = Fields.name(parser);
            case WireFormat.DIGEST -> known = sequences(parser);
            case WireFormat.UPDATES -> updates = heartbeats(parser);
            case WireFormat.GREETS -> greets = Fields.flag(parser);
            default -> parser.skipChildren();
        }
    }

    private static Map<String, Long> sequences(JsonParser parser) {
        Fields.require(parser.currentToken() == JsonToken.START_OBJECT, "digest is not an object");
        Map<String, Long> sequences = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String node = Fields.name(parser.currentName());
            parser.nextToken();
            sequences.put(node, Fields.integer(parser, 0, WireFormat.MAX_INTEGER));
        }
        return sequences;
    }

    private static List<Heartbeat> heartbeats(JsonParser parser) {
        Fields.require(parser.currentToken() == JsonToken.START_ARRAY, "updates is not an array");
        List<Heartbeat> heartbeats = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Fields.require(parser.currentToken() == JsonToken.START_OBJECT, "not an object");
            heartbeats.add(HeartbeatReader.read(parser));
        }
        return heartbeats;
    }

    /** A node may speak for itself only: what it says about others could be older than what they said themselves. */
    private static Heartbeat ownState(String responder, List<Heartbeat> updates) {
        return updates.stream()
                .filter(update -> update.name().equals(responder))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("digest_resp without the responder's own state"));
    }
}
