package org.corelink.gossip.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/** Puts the fields of {@link BinaryFormat} one after the other. */
final class BinaryWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    /** The lowest {@code length} bytes of {@code value}. */
    BinaryWriter fixed(long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }

    /**
     * A varint.
     *
     * @throws IllegalArgumentException if it is not from {@code least} to {@code most}
     */
    BinaryWriter varint(long value, long least, long most) {
        require(value >= least && value <= most, "a number is out of its range: " + value);
        long rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
        }
        bytes.write((int) rest);
        return this;
    }

    BinaryWriter node(NodeId node) {
        return fixed(BinaryFormat.bitsOf(node), Long.BYTES);
    }

    /** A constant by its place among {@code constants}, in one byte. */
    <E> BinaryWriter constant(E value, E[] constants) {
        return fixed(Arrays.asList(constants).indexOf(value), 1);
    }

    BinaryWriter raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    BinaryWriter payload(Payload payload) {
        return raw(payload.toByteArray());
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
