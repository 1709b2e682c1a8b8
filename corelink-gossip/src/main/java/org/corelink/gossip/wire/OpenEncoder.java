package org.corelink.gossip.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Writes datagrams of the open format: compact UTF-8 JSON, the library's fields first. */
public final class OpenEncoder {
    private OpenEncoder() {}

    /**
     * The bytes of one message. Not limited in length: {@link OpenPayload#check} keeps ours within
     * {@link WireFormat#MAX_DATAGRAM_BYTES}.
     *
     * @throws RuntimeException if the payload is not one JSON object; {@link OpenPayload#check} tells beforehand
     */
    public static byte[] encode(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(WireFormat.MAX_DATAGRAM_BYTES);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            switch (message) {
                case Heartbeat heartbeat -> {
                    out.writeStringProperty(WireFormat.TYPE, WireFormat.HEARTBEAT);
                    writeState(heartbeat, out);
                }
                case DigestRequest request -> writeRequest(request, out);
                case DigestResponse response -> writeResponse(response, out);
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeState(Heartbeat heartbeat, JsonGenerator out) {
        writeNode(WireFormat.NODE_ID, heartbeat.sender(), out);
        out.writeStringProperty(WireFormat.TIMESTAMP, Timestamp.format(heartbeat.epochSeconds()));
        out.writeNumberProperty(WireFormat.SEQUENCE, heartbeat.sequence());
        out.writeName(WireFormat.EPOCH);
        out.writeNumber(decimal(heartbeat.epochSeconds()));
        heartbeat.incarnation().ifPresent(number -> out.writeNumberProperty(WireFormat.INCARNATION, number));
        writePayload(heartbeat.payload(), out);
    }

    private static void writePayload(Payload payload, JsonGenerator out) {
        try (JsonParser parser = Json.parser(payload)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                out.writeName(parser.currentName());
                parser.nextToken();
                Json.copyValue(parser, out);
            }
        }
    }

    private static void writeRequest(DigestRequest request, JsonGenerator out) {
        out.writeStringProperty(WireFormat.TYPE, WireFormat.DIGEST_REQUEST);
        writeNode(WireFormat.NODE_ID, request.sender(), out);
        writeNode(WireFormat.TARGET, request.target(), out);
        out.writeName(WireFormat.DIGEST);
        out.writeStartObject();
        request.known().forEach((node, sequence) -> out.writeNumberProperty(node.value(), sequence));
        out.writeEndObject();
    }

    private static void writeResponse(DigestResponse response, JsonGenerator out) {
        out.writeStringProperty(WireFormat.TYPE, WireFormat.DIGEST_RESPONSE);
        writeNode(WireFormat.NODE_ID, response.sender(), out);
        out.writeName(WireFormat.UPDATES);
        out.writeStartArray();
        out.writeStartObject();
        writeState(response.state(), out);
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void writeNode(String field, NodeId node, JsonGenerator out) {
        out.writeStringProperty(field, node.value());
    }

    /** Three decimals, never an exponent: Java would write 1.795442639E9, which no person reads. */
    private static String decimal(double seconds) {
        return BigDecimal.valueOf(Math.round(seconds * 1_000), 3).toPlainString();
    }
}
