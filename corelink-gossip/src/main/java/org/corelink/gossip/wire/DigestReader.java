package org.corelink.gossip.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the two messages of the digest exchange. Fields that the format does not name are skipped. */
final class DigestReader {
    private @Nullable NodeId sender;
    private @Nullable NodeId target;
    private @Nullable Map<NodeId, Long> known;
    private @Nullable List<Heartbeat> updates;

    private DigestReader() {}

    static DigestRequest readRequest(JsonParser parser) {
        DigestReader reader = new DigestReader();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case WireFormat.NODE_ID -> reader.sender = Fields.nodeId(parser);
                case WireFormat.TARGET -> reader.target = Fields.nodeId(parser);
                case WireFormat.DIGEST -> reader.known = sequences(parser);
                default -> parser.skipChildren();
            }
        }
        if (reader.sender == null || reader.target == null || reader.known == null) {
            throw new InvalidFieldException("digest_req lacks a field");
        }
        return new DigestRequest(reader.sender, reader.target, reader.known);
    }

    private static Map<NodeId, Long> sequences(JsonParser parser) {
        Fields.require(parser.currentToken() == JsonToken.START_OBJECT, "digest is not an object");
        Map<NodeId, Long> sequences = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            NodeId node = Fields.nodeId(parser.currentName());
            parser.nextToken();
            sequences.put(node, Fields.integer(parser, 0));
        }
        return sequences;
    }

    static DigestResponse readResponse(JsonParser parser) {
        DigestReader reader = new DigestReader();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case WireFormat.NODE_ID -> reader.sender = Fields.nodeId(parser);
                case WireFormat.UPDATES -> reader.updates = heartbeats(parser);
                default -> parser.skipChildren();
            }
        }
        if (reader.sender == null || reader.updates == null) {
            throw new InvalidFieldException("digest_resp lacks a field");
        }
        return new DigestResponse(ownState(reader.sender, reader.updates));
    }

    private static List<Heartbeat> heartbeats(JsonParser parser) {
        Fields.require(parser.currentToken() == JsonToken.START_ARRAY, "updates is not an array");
        List<Heartbeat> heartbeats = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            heartbeats.add(HeartbeatReader.read(parser));
        }
        return heartbeats;
    }

    /** A node may speak for itself only: what it says about others could be older than what they said themselves. */
    private static Heartbeat ownState(NodeId responder, List<Heartbeat> updates) {
        return updates.stream()
                .filter(update -> update.sender().equals(responder))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("digest_resp without the responder's own state"));
    }
}
