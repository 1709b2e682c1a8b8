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
            return switch (type) {
                case WireFormat.HEARTBEAT -> new Decoding.Decoded(HeartbeatReader.read(parser));
                case WireFormat.DIGEST_REQUEST -> new Decoding.Decoded(DigestReader.readRequest(parser));
                case WireFormat.DIGEST_RESPONSE -> new Decoding.Decoded(DigestReader.readResponse(parser));
                default -> rejected(RejectReason.UNKNOWN_TYPE);
            };
        }
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
