package org.corelink.host.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.corelink.host.ca.RefusedException;

/**
 * What goes over the connection, in either direction: {@code version u8 = 1, kind u8, clock u64 (ms since 1970), count
 * u8, count x (length u16, bytes)}, numbers big-endian. Pure.
 *
 * @param kind what it is
 * @param clock the sender's wall clock
 * @param values the fields of that kind
 */
record Fields(int kind, Instant clock, List<Bytes> values) {
    private static final int VERSION = 1;

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(kind);
            out.writeLong(clock.toEpochMilli());
            out.writeByte(values.size());
            for (Bytes value : values) {
                out.writeShort(value.length());
                out.write(value.toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The kind of what came; -1 if there is nothing to read it from. */
    static int kindOf(byte[] bytes) {
        return bytes.length < 2 || bytes[0] != VERSION ? -1 : bytes[1];
    }

    /**
     * Reads bytes that may be anything.
     *
     * @param count how many fields that kind has
     * @throws RefusedException if they are something else
     */
    static Fields decode(byte[] bytes, int kind, int count) throws RefusedException {
        return decode(bytes, kind, count, count);
    }

    /**
     * Reads bytes that may be anything.
     *
     * @param least how many fields that kind has at least
     * @param most and at most
     * @throws RefusedException if they are something else
     */
    static Fields decode(byte[] bytes, int kind, int least, int most) throws RefusedException {
        if (kindOf(bytes) != kind) {
            throw new RefusedException("This version of CoreLink does not understand what came.");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 2, bytes.length - 2))) {
            Instant clock = Instant.ofEpochMilli(in.readLong());
            int count = in.readUnsignedByte();
            if (count < least || count > most) {
                throw new RefusedException("What came has not the fields that it should have.");
            }
            List<Bytes> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] value = new byte[in.readUnsignedShort()];
                in.readFully(value);
                values.add(Bytes.of(value));
            }
            if (in.available() > 0) {
                throw new RefusedException("What came is longer than it says.");
            }
            return new Fields(kind, clock, List.copyOf(values));
        } catch (IOException e) {
            throw new RefusedException("What came is cut off.", e);
        }
    }
}
