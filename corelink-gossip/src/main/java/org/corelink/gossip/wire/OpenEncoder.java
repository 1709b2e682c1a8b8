package org.corelink.gossip.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Writes the datagrams of one node in the open format: compact UTF-8 JSON, the library's fields first. Immutable.
 *
 * <p>Every datagram carries {@code node_id}, also where the message has no name: 0.01.x nodes get those of the group too,
 * and may look for it before they look at the type.
 */
public final class OpenEncoder {
    private final String name;

    /**
     * An encoder for one node.
     *
     * @param name label of that node
     */
    public OpenEncoder(String name) {
        this.name = name;
    }

    /**
     * The bytes of one message of the open format. Not limited in length: {@link OpenPayload#check} keeps ours within
     * {@link WireFormat#MAX_DATAGRAM_BYTES}, and whom a node hears is left out where it does not fit.
     *
     * @throws IllegalArgumentException if the open format has no such message
     * @throws RuntimeException if the payload is not one JSON object; {@link OpenPayload#check} tells beforehand
     */
    public byte[] encode(Message message) {
        byte[] datagram = encoded(message);
        boolean tooLong = datagram.length > WireFormat.MAX_DATAGRAM_BYTES;
        return switch (message) {
            case Heartbeat heartbeat when tooLong -> encoded(heartbeat.withoutHearing());
            case DigestResponse(Heartbeat state, boolean greets)
            when tooLong -> encoded(new DigestResponse(state.withoutHearing(), greets));
            default -> datagram;
        };
    }

    private byte[] encoded(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(WireFormat.MAX_DATAGRAM_BYTES);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            write(message, out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void write(Message message, JsonGenerator out) {
        switch (message) {
            case Heartbeat heartbeat -> {
                out.writeStringProperty(WireFormat.TYPE, WireFormat.HEARTBEAT);
                writeState(heartbeat, out);
            }
            case DigestRequest request -> writeRequest(request, out);
            case DigestResponse response -> writeResponse(response, out);
            case Beat(Origin origin) -> writeHead(WireFormat.BEAT, origin, out);
            case Leave(Origin origin) -> writeHead(WireFormat.LEAVE, origin, out);
            case Probe(Origin origin, long nonce) -> {
                writeHead(WireFormat.PROBE, origin, out);
                out.writeNumberProperty(WireFormat.NONCE, nonce);
            }
            case ProbeRequest(Origin origin, NodeId subject, long nonce) ->
                writeAbout(WireFormat.PROBE_REQUEST, origin, subject, nonce, out);
            case Ack(Origin origin, NodeId subject, long nonce) ->
                writeAbout(WireFormat.ACK, origin, subject, nonce, out);
            case Accusation accusation -> writeAccusation(accusation, out);
            case Hello _, HelloAck _, Inventory _, InventoryRequest _, BucketDigest _, Pull _, Update _, KeyNotice _ ->
                throw new IllegalArgumentException("of the sealed format only: " + message);
        }
    }

    private void writeHead(String type, Origin origin, JsonGenerator out) {
        out.writeStringProperty(WireFormat.TYPE, type);
        out.writeStringProperty(WireFormat.NODE_ID, name);
        writeOrigin(origin, out);
    }

    private static void writeOrigin(Origin origin, JsonGenerator out) {
        if (origin.incarnation().isPresent()) {
            out.writeStringProperty(WireFormat.ID, origin.node().value());
            out.writeNumberProperty(WireFormat.INCARNATION, origin.incarnation().getAsLong());
            out.writeNumberProperty(WireFormat.BOOT, origin.boot());
        }
    }

    private void writeAbout(String type, Origin origin, NodeId subject, long nonce, JsonGenerator out) {
        writeHead(type, origin, out);
        out.writeStringProperty(WireFormat.SUBJECT, subject.value());
        out.writeNumberProperty(WireFormat.NONCE, nonce);
    }

    private void writeAccusation(Accusation accusation, JsonGenerator out) {
        writeHead(WireFormat.ACCUSATION, accusation.origin(), out);
        out.writeStringProperty(WireFormat.SUBJECT, accusation.subject().value());
        out.writeNumberProperty(WireFormat.SUBJECT_INCARNATION, accusation.incarnation());
        out.writeStringProperty(WireFormat.CHARGE, Fields.word(accusation.charge()));
        out.writeStringProperty(
                WireFormat.EVIDENCE, Fields.word(accusation.evidence().kind()));
        out.writeNumberProperty(WireFormat.SILENT_MILLIS, accusation.evidence().silentMillis());
        out.writeNumberProperty(WireFormat.PROBES, accusation.evidence().probes());
    }

    private static void writeState(Heartbeat heartbeat, JsonGenerator out) {
        out.writeStringProperty(WireFormat.NODE_ID, heartbeat.name());
        out.writeStringProperty(WireFormat.TIMESTAMP, Timestamp.format(heartbeat.epochSeconds()));
        out.writeNumberProperty(WireFormat.SEQUENCE, heartbeat.sequence());
        out.writeName(WireFormat.EPOCH);
        out.writeNumber(decimal(heartbeat.epochSeconds()));
        writeOrigin(heartbeat.origin(), out);
        heartbeat
                .hearing()
                .ifPresent(hearing -> out.writeStringProperty(WireFormat.HEARS, HearingText.format(hearing)));
        writePayload(heartbeat.reading(), out);
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
        out.writeStringProperty(WireFormat.NODE_ID, request.name());
        writeOrigin(request.origin(), out);
        out.writeStringProperty(WireFormat.TARGET, request.target());
        out.writeName(WireFormat.DIGEST);
        out.writeStartObject();
        request.known().forEach(out::writeNumberProperty);
        out.writeEndObject();
    }

    private static void writeResponse(DigestResponse response, JsonGenerator out) {
        out.writeStringProperty(WireFormat.TYPE, WireFormat.DIGEST_RESPONSE);
        out.writeStringProperty(WireFormat.NODE_ID, response.state().name());
        if (response.greets()) {
            out.writeBooleanProperty(WireFormat.GREETS, true);
        }
        out.writeName(WireFormat.UPDATES);
        out.writeStartArray();
        out.writeStartObject();
        writeState(response.state(), out);
        out.writeEndObject();
        out.writeEndArray();
    }

    /** Three decimals, never an exponent: Java would write 1.795442639E9, which no person reads. */
    private static String decimal(double seconds) {
        return BigDecimal.valueOf(Math.round(seconds * 1_000), 3).toPlainString();
    }
}
