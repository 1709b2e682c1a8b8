package org.corelink.node;

import org.corelink.gpu.PrintableText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Strict reading of JSON and CBOR: each method reads the value that the parser stands on, of exactly one type, within bounds.
 * What the text or the bytes themselves violate comes as Jackson's own exception.
 */
final class PayloadParser {
    private final JsonParser json;

    PayloadParser(JsonParser json) {
        this.json = json;
    }

    /** Reads the value of the named field, or skips it. */
    @FunctionalInterface
    interface FieldReader {
        void read(String field) throws RefusedException;
    }

    /** Reads one element, or skips it. */
    @FunctionalInterface
    interface ElementReader {
        void read() throws RefusedException;
    }

    /** Moves to the first value. */
    void next() {
        json.nextToken();
    }

    /** Reads an object, field by field. */
    void object(FieldReader reader) throws RefusedException {
        RefusedException.unless(json.currentToken() == JsonToken.START_OBJECT, "not an object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            reader.read(field);
        }
    }

    /** Reads an array, element by element. */
    void array(String field, ElementReader reader) throws RefusedException {
        RefusedException.unless(json.currentToken() == JsonToken.START_ARRAY, field + " is not an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            reader.read();
        }
    }

    /** Checks that nothing follows. */
    void end() throws RefusedException {
        RefusedException.unless(json.nextToken() == null, "something follows the object");
    }

    /** Skips a value of any type. */
    void skip() {
        json.skipChildren();
    }

    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isInteger() {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    boolean isBytes() {
        return json.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT;
    }

    /** As many bytes; CBOR only. */
    byte[] bytes(String field, int length) throws RefusedException {
        RefusedException.unless(json.getEmbeddedObject() instanceof byte[], field + " is not bytes");
        byte[] bytes = json.getBinaryValue();
        RefusedException.unless(bytes.length == length, field + " is not of " + length + " bytes");
        return bytes;
    }

    /** A whole number without fraction or exponent. */
    long integer(String field, long lowest, long highest) throws RefusedException {
        RefusedException.unless(json.currentToken() == JsonToken.VALUE_NUMBER_INT, field + " is not a whole number");
        long value = json.getLongValue();
        RefusedException.unless(value >= lowest && value <= highest, field + " is out of range");
        return value;
    }

    /** A finite number. */
    double number(String field, double lowest, double highest) throws RefusedException {
        boolean number = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                || json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
        RefusedException.unless(number, field + " is not a number");
        double value = json.getDoubleValue();
        // An infinite value, as 1e999 gives, is out of every range.
        RefusedException.unless(value >= lowest && value <= highest, field + " is out of range");
        return value;
    }

    boolean bool(String field) throws RefusedException {
        RefusedException.unless(json.currentToken().isBoolean(), field + " is not true or false");
        return json.getBooleanValue();
    }

    /** Printable text. */
    String text(String field, int maxLength) throws RefusedException {
        RefusedException.unless(json.currentToken() == JsonToken.VALUE_STRING, field + " is not a string");
        String text = json.getString();
        RefusedException.unless(PrintableText.isPrintable(text, maxLength), field + " is too long or not printable");
        return text;
    }
}
