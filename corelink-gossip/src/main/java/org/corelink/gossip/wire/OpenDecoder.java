package org.corelink.gossip.wire;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import org.corelink.gossip.RejectReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads datagrams of the open format.
 *
 * <p>Every datagram is read as JSON to its last byte, also where its message is of no use, so that the reasons keep their
 * meaning: {@link RejectReason#MALFORMED} is no JSON, {@link RejectReason#INVALID_FIELD} is no message. The place of
 * {@code type} among the fields does not matter, but one that does not come first costs a second reading.
 */
public final class OpenDecoder {
    private OpenDecoder() {}

    /**
     * Reads one datagram. Never throws, whatever the bytes.
     *
     * @param datagram all bytes of the datagram; not changed and not kept
     */
    public static Decoding decode(byte[] datagram) {
        if (datagram.length > WireFormat.MAX_DATAGRAM_BYTES) {
            return rejected(RejectReason.TOO_LONG);
        }
        if (datagram.length == 0 || datagram[0] != WireFormat.FIRST_BYTE) {
            return rejected(RejectReason.UNKNOWN_FORMAT);
        }
        try {
            return decodeText(Json.text(datagram));
        } catch (CharacterCodingException | JacksonException e) {
            return rejected(RejectReason.MALFORMED);
        }
    }

    private static Decoding decodeText(CharBuffer text) {
        try (JsonParser parser = Json.parser(text)) {
            parser.nextToken();
            String type = leadingType(parser);
            return type == null ? decodeUnordered(text) : decoded(type, parser);
        }
    }

    /** The value of {@code type} if it is the first field; {@code parser} then stands on it. */
    private static @Nullable String leadingType(JsonParser parser) {
        boolean leads = parser.nextToken() == JsonToken.PROPERTY_NAME && WireFormat.TYPE.equals(parser.currentName());
        return leads && parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    private static Decoding decodeUnordered(CharBuffer text) {
        String type = typeOf(text);
        if (type == null) {
            return rejected(RejectReason.INVALID_FIELD);
        }
        try (JsonParser parser = Json.parser(text)) {
            parser.nextToken();
            return decoded(type, parser);
        }
    }

    private static Decoding decoded(String type, JsonParser parser) {
        try {
            Message message = message(type, parser);
            readToEnd(parser);
            return message == null ? rejected(RejectReason.UNKNOWN_TYPE) : new Decoding.Decoded(message);
        } catch (InvalidFieldException e) {
            readToEnd(parser);
            return rejected(RejectReason.INVALID_FIELD);
        }
    }

    /** Makes sure that what is left of the outermost object is JSON, and that nothing follows it. */
    private static void readToEnd(JsonParser parser) {
        while (!parser.streamReadContext().inRoot()) {
            parser.nextToken();
        }
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "data after the object");
        }
    }

    private static @Nullable Message message(String type, JsonParser parser) {
        return switch (type) {
            case WireFormat.HEARTBEAT -> HeartbeatReader.read(parser);
            case WireFormat.DIGEST_REQUEST -> DigestReader.readRequest(parser);
            case WireFormat.DIGEST_RESPONSE -> DigestReader.readResponse(parser);
            case WireFormat.BEAT -> LivenessReader.read(parser).beat();
            case WireFormat.PROBE -> LivenessReader.read(parser).probe();
            case WireFormat.PROBE_REQUEST -> LivenessReader.read(parser).probeRequest();
            case WireFormat.ACK -> LivenessReader.read(parser).ack();
            case WireFormat.ACCUSATION -> LivenessReader.read(parser).accusation();
            case WireFormat.LEAVE -> LivenessReader.read(parser).leave();
            default -> null;
        };
    }

    /** The value of the outermost {@code type}, or null without one; reads all of the text. */
    private static @Nullable String typeOf(CharBuffer text) {
        String type = null;
        try (JsonParser parser = Json.parser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean named = WireFormat.TYPE.equals(parser.currentName());
                if (parser.nextToken() == JsonToken.VALUE_STRING && named) {
                    type = parser.getString();
                }
                parser.skipChildren();
            }
            readToEnd(parser);
        }
        return type;
    }

    private static Decoding rejected(RejectReason reason) {
        return new Decoding.Rejected(reason);
    }
}
