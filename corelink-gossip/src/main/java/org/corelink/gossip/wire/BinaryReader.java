package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;

/** Takes the fields of {@link BinaryFormat} off an array, from left to right; complains by {@link BinaryException}. */
final class BinaryReader {
    private final ByteBuffer bytes;

    BinaryReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** An unsigned number of 1 to 8 bytes; one of 8 may come out negative. */
    long fixed(int length) {
        need(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | Byte.toUnsignedLong(bytes.get());
        }
        return value;
    }

    /** A varint from {@code least} to {@code most}. */
    long varint(long least, long most) {
        long value = 0;
        int shift = 0;
        long septet;
        do {
            septet = fixed(1);
            // 9 bytes hold 63 bits: more than any field, and never negative.
            require(shift < 63, RejectReason.MALFORMED);
            value |= (septet & 0x7F) << shift;
            shift += 7;
        } while (septet >= 0x80);
        require(septet != 0 || shift == 7, RejectReason.MALFORMED);
        require(value >= least && value <= most, RejectReason.INVALID_FIELD);
        return value;
    }

    NodeId node() {
        return BinaryFormat.nodeOf(fixed(Long.BYTES));
    }

    /** A constant by its place among {@code constants}, of one byte. */
    <E> E constant(E[] constants) {
        long place = fixed(1);
        require(place < constants.length, RejectReason.INVALID_FIELD);
        return constants[(int) place];
    }

    String name() {
        byte[] utf8 = bytes((int) varint(1, BinaryFormat.MAX_NAME_BYTES));
        String name;
        try {
            name = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException _) {
            throw new BinaryException(RejectReason.MALFORMED);
        }
        require(NodeId.isValid(name), RejectReason.INVALID_FIELD);
        return name;
    }

    byte[] bytes(int length) {
        need(length);
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    Payload payload(int length) {
        return Payload.of(bytes(length));
    }

    Payload rest() {
        return payload(bytes.remaining());
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    static void require(boolean condition, RejectReason otherwise) {
        if (!condition) {
            throw new BinaryException(otherwise);
        }
    }

    private void need(int length) {
        require(bytes.remaining() >= length, RejectReason.MALFORMED);
    }
}
