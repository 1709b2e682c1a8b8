package org.corelink.gossip.wire;

import org.corelink.gossip.NodeId;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Strict reading of the value that a parser stands on. Every method throws {@link InvalidFieldException}. */
final class Fields {
    private Fields() {}

    static NodeId nodeId(JsonParser parser) {
        return nodeId(string(parser));
    }

    static NodeId nodeId(String value) {
        require(NodeId.isValid(value), "not a node id");
        return new NodeId(value);
    }

    static String string(JsonParser parser) {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "not a string");
        return parser.getString();
    }

    static long integer(JsonParser parser, long least) {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "not an integer");
        long value = parser.getLongValue();
        require(value >= least && value <= WireFormat.MAX_INTEGER, "integer out of range");
        return value;
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
