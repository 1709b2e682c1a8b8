package org.corelink.node;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gpu.PrintableText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteCapability;

/**
 * Forms of texts that have a short binary form too. The open format writes the text. The sealed one writes the short
 * form wherever it gives back exactly the same text, else the text; what comes is read by its type.
 */
final class PackedText {
    private static final int UUID_BYTES = 16;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** 18 digits fit a long. */
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,17}");

    private static final Pattern BUS_ID = Pattern.compile("([0-9A-F]{8}):([0-9A-F]{2}):([0-1][0-9A-F])\\.([0-7])");
    private static final long MAX_BUS_ID = 0xFFFF_FFFF_FFFFL;

    private PackedText() {}

    /** A UUID in lower case after {@code prefix}: 16 bytes. */
    static ValueForm<String> uuid(String prefix, int maxLength) {
        return new ValueForm<>(
                text -> PrintableText.clean(text, maxLength),
                (out, text) -> {
                    boolean packs = text.startsWith(prefix)
                            && UUID_TEXT
                                    .matcher(text.substring(prefix.length()))
                                    .matches();
                    if (packs && isBinary(out)) {
                        out.writeBinary(bytes(UUID.fromString(text.substring(prefix.length()))));
                    } else {
                        out.writeString(text);
                    }
                },
                (in, field) -> in.isBytes() ? prefix + uuid(in.bytes(field, UUID_BYTES)) : in.text(field, maxLength));
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** Digits without leading zeroes: a number. */
    static ValueForm<String> digits(int maxLength) {
        return new ValueForm<>(
                text -> PrintableText.clean(text, maxLength),
                (out, text) -> {
                    if (DIGITS.matcher(text).matches() && isBinary(out)) {
                        out.writeNumber(Long.parseLong(text));
                    } else {
                        out.writeString(text);
                    }
                },
                (in, field) -> in.isInteger()
                        ? Long.toString(in.integer(field, 0, Long.MAX_VALUE))
                        : in.text(field, maxLength));
    }

    /** A PCI address as the driver writes it, {@code "00000000:41:00.0"}: the number of its 48 bits. */
    static ValueForm<String> busId(int maxLength) {
        return new ValueForm<>(
                text -> PrintableText.clean(text, maxLength),
                (out, text) -> {
                    Matcher parts = BUS_ID.matcher(text);
                    if (parts.matches() && isBinary(out)) {
                        out.writeNumber(busId(parts));
                    } else {
                        out.writeString(text);
                    }
                },
                (in, field) -> in.isInteger() ? busId(in.integer(field, 0, MAX_BUS_ID)) : in.text(field, maxLength));
    }

    private static long busId(Matcher parts) {
        long bus = HexFormat.fromHexDigits(parts.group(2));
        long device = HexFormat.fromHexDigits(parts.group(3));
        long function = HexFormat.fromHexDigits(parts.group(4));
        return (HexFormat.fromHexDigitsToLong(parts.group(1)) << 16) | (bus << 8) | (device << 3) | function;
    }

    private static String busId(long number) {
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.toHexDigits(number >> 16, 8) + ":" + hex.toHexDigits(number >> 8, 2) + ":"
                + hex.toHexDigits((number >> 3) & 0x1F, 2) + "." + (number & 0x7);
    }

    private static boolean isBinary(JsonGenerator out) {
        return out.streamWriteCapabilities().isEnabled(StreamWriteCapability.CAN_WRITE_BINARY_NATIVELY);
    }
}
