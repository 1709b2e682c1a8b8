package org.corelink.gossip.wire;

import java.util.Optional;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What a node of the open format may publish. */
public final class OpenPayload {
    private OpenPayload() {}

    /**
     * Makes sure that every peer will accept a heartbeat and a digest response with this payload.
     *
     * @throws IllegalArgumentException if {@code payload} is longer than {@link Payload#MAX_BYTES}, is not one JSON
     *     object within the limits of {@link WireFormat}, has a field of the library's own, or does not fit beside
     *     this name
     */
    public static void check(String name, Payload payload) {
        require(
                payload.length() <= Payload.MAX_BYTES,
                "of " + payload.length() + " B, at most " + Payload.MAX_BYTES + " B allowed");
        checkFieldNames(payload);
        byte[] longest = new OpenEncoder(name).encode(longestMessage(name, payload));
        require(longest.length <= WireFormat.MAX_DATAGRAM_BYTES, "too long beside the name " + name);
        require(
                OpenDecoder.decode(longest) instanceof Decoding.Decoded,
                "beyond the limits of the format on depth, lengths or numbers, or with a field twice");
    }

    private static void checkFieldNames(Payload payload) {
        try (JsonParser parser = Json.parser(payload)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "not a JSON object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                require(!WireFormat.OWN_FIELDS.contains(name), "with the library's own field " + name);
                parser.nextToken();
                parser.skipChildren();
            }
            require(parser.nextToken() == null, "with data after its JSON object");
        } catch (JacksonException e) {
            throw new IllegalArgumentException("payload is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The digest response is the longer and the deeper of the two messages that carry a payload. */
    private static Message longestMessage(String name, Payload payload) {
        Origin origin = Origin.of(new NodeId("0".repeat(16)), WireFormat.MAX_INTEGER, WireFormat.MAX_BOOT);
        return new DigestResponse(
                new Heartbeat(origin, name, 99_999_999_999L, 99_999_999_999.999, payload, 0, Optional.empty()), true);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("payload " + what);
        }
    }
}
