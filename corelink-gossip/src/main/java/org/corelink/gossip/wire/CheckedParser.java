package org.corelink.gossip.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Checks of each token what the parser leaves to its user, and throws {@link StreamReadException} for a lone surrogate, a
 * number that no double or long holds, or text that is too long.
 */
final class CheckedParser extends JsonParserDelegate {
    CheckedParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() {
        JsonToken token = super.nextToken();
        if (token != null) {
            check(token);
        }
        return token;
    }

    /** As any parser does it, but token by token. */
    @Override
    public JsonParser skipChildren() {
        JsonToken token = currentToken();
        int open = token != null && token.isStructStart() ? 1 : 0;
        while (open > 0) {
            token = nextToken();
            if (token == null) {
                return this;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private void check(JsonToken token) {
        switch (token) {
            case PROPERTY_NAME -> checkText(currentName(), WireFormat.MAX_NAME_LENGTH);
            case VALUE_STRING -> checkText(getString(), WireFormat.MAX_STRING_LENGTH);
            case VALUE_NUMBER_INT -> require(getNumberType() != NumberType.BIG_INTEGER, "integer beyond 64 bits");
            case VALUE_NUMBER_FLOAT ->
                require(Double.isFinite(Double.parseDouble(getString())), "number beyond a double");
            default -> {
                // Braces, brackets, true, false and null carry nothing to check.
            }
        }
    }

    private void checkText(String text, int maxLength) {
        require(text.length() <= maxLength, "text too long");
        require(isWellFormed(text), "lone surrogate");
    }

    /** Whether every surrogate of {@code text} is half of a pair. */
    static boolean isWellFormed(String text) {
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return false;
            }
            index += Character.charCount(point);
        }
        return true;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new StreamReadException(this, message);
        }
    }
}
