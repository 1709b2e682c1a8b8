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
 * <p>Every datagram is read twice: first as JSON, to the last byte, then as the message that its {@code type} names. So
 * the reasons keep their meaning ({@link RejectReason#MALFORMED} is no JSON, {@link RejectReason#INVALID_FIELD} is no
 * message), the place of {@code type} among the fields does not matter, and the second reading can rely on the first.
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
        } catch (InvalidFieldException e) {
            return rejected(RejectReason.INVALID_FIELD);
        }
    }

    private static Decoding decodeText(CharBuffer text) {
        String type = typeOf(text);
        Fields.require(type != null, "no type");
        try (JsonParser parser = Json.parser(text)) {
            parser.nextToken();
            Message message = message(type, parser);
            return message == null ? rejected(RejectReason.UNKNOWN_TYPE) : new Decoding.Decoded(message);
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

    /** The value of the outermost {@code type}, or null without one, after every token has been checked. */
    private static @Nullable String typeOf(CharBuffer text) {
        String type = null;
        try (JsonParser parser = Json.parser(text)) {
            int depth = 0;
            while (parser.nextToken() != null) {
                Json.check(parser);
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token == JsonToken.VALUE_STRING && WireFormat.TYPE.equals(parser.currentName())) {
                    type = parser.getString();
                }
                if (depth == 0 && parser.nextToken() != null) {
                    throw new StreamReadException(parser, "data after the object");
                }
            }
        }
        return type;
    }

    private static Decoding rejected(RejectReason reason) {
        return new Decoding.Rejected(reason);
    }
}
