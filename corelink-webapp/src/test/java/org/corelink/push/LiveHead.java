package org.corelink.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A message taken apart.
 *
 * @param from the revision that it starts from
 * @param to the one that it leads to
 * @param nodes how many machines differ
 * @param texts JSON, or nothing
 * @param decisions what is left
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
public record LiveHead(long from, long to, int nodes, String texts, byte[] decisions) {
    /** Reads a message. */
    public static LiveHead of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        int form = in.get();
        long from = varint(in);
        long to = from + (has(form, DeltaBytes.BY_ONE) ? 1 : varint(in));
        if (has(form, DeltaBytes.STRUCTURAL)) {
            return new LiveHead(from, to, 0, "", new byte[0]);
        }
        int nodes = (int) varint(in);
        byte[] texts = new byte[has(form, DeltaBytes.TEXTS) ? (int) varint(in) : 0];
        in.get(texts);
        byte[] json = has(form, DeltaBytes.DEFLATED) ? inflated(texts) : texts;
        byte[] decisions = Arrays.copyOfRange(message, in.position(), message.length);
        return new LiveHead(from, to, nodes, new String(json, StandardCharsets.UTF_8), decisions);
    }

    static boolean has(int form, int part) {
        return (form & part) != 0;
    }

    /** The same of a message in the form for channels that carry text. */
    public static LiveHead of(String base64) {
        return of(Base64.getDecoder().decode(base64));
    }

    private static byte[] inflated(byte[] deflated) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            byte[] room = new byte[1 << 20];
            return Arrays.copyOf(room, inflater.inflate(room));
        } catch (DataFormatException e) {
            throw new AssertionError("not deflated", e);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
