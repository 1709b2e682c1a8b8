package org.corelink.gossip.wire;

import java.util.Arrays;
import java.util.Locale;
import org.corelink.gossip.NodeId;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Strict reading of the value that a parser stands on. Every method throws {@link InvalidFieldException}. */
final class Fields {
    private static final int MEMBER_ID_LENGTH = 16;

    private Fields() {}

    /** The label of a node. */
    static String name(JsonParser parser) {
        return name(string(parser));
    }

    static String name(String value) {
        require(NodeId.isValid(value), "not a name");
        return value;
    }

    /** The id of a node of this version. */
    static NodeId memberId(JsonParser parser) {
        String value = string(parser);
        require(isMemberId(value), "not an id");
        return new NodeId(value);
    }

    private static boolean isMemberId(String value) {
        for (int i = 0; i < value.length(); i++) {
            char digit = value.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return value.length() == MEMBER_ID_LENGTH;
    }

    static String string(JsonParser parser) {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "not a string");
        return parser.getString();
    }

    static long integer(JsonParser parser, long least, long most) {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "not an integer");
        long value = parser.getLongValue();
        require(value >= least && value <= most, "integer out of range");
        return value;
    }

    static boolean flag(JsonParser parser) {
        require(parser.currentToken().isBoolean(), "not true or false");
        return parser.getBooleanValue();
    }

    /** The one of {@code constants} that a string names. */
    static <E extends Enum<E>> E constant(JsonParser parser, E[] constants) {
        String word = string(parser);
        return Arrays.stream(constants)
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("unknown word"));
    }

    /** The name of a constant on the wire. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static double epochSeconds(JsonParser parser) {
        require(parser.currentToken().isNumeric(), "not a number");
        double value = Double.parseDouble(parser.getString());
        require(value >= 0 && value <= WireFormat.MAX_EPOCH_SECONDS, "epoch out of range");
        return value;
    }

    static void timestamp(JsonParser parser) {
        require(string(parser).length() <= WireFormat.MAX_TIMESTAMP_LENGTH, "timestamp too long");
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidFieldException(message);
        }
    }
}
