package org.corelink.gossip.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.corelink.gossip.wire.BinaryFormat;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.WireFormat;

/**
 * The clear beginning of a sealed datagram; the ciphertext and its tag follow to the end. Integers are big-endian.
 *
 * <pre>
 *   long form   0 magic C1   1 form 'L'   2 version   3 cluster (8)   11 epoch   12 sender (8)   20 incarnation (8)
 *               28 boot (4)   32 sequence (4)
 *   short form  0 magic C1   1 form 'S'   2 key id (4)   6 sequence (4)
 * </pre>
 *
 * The key id stands for the header of a run: the first {@value #HEADER_BYTES} B of its long form, which are the same in
 * every datagram of the run under one key. What is authenticated is the long form in both cases.
 */
final class Envelope {
    static final byte MAGIC = (byte) 0xC1;
    static final byte LONG = 'L';
    static final byte SHORT = 'S';
    static final byte VERSION = 1;

    static final int FORM_AT = 1;
    static final int VERSION_AT = 2;
    static final int CLUSTER_AT = 3;
    static final int EPOCH_AT = 11;
    static final int SENDER_AT = 12;
    static final int INCARNATION_AT = 20;
    static final int BOOT_AT = 28;

    /** Length of the header of a run: the long form without its sequence. */
    static final int HEADER_BYTES = 32;

    static final int SEQUENCE_BYTES = 4;
    static final int LONG_BYTES = HEADER_BYTES + SEQUENCE_BYTES;

    static final int KEY_ID_AT = 2;
    static final int SHORT_SEQUENCE_AT = 6;
    static final int SHORT_BYTES = SHORT_SEQUENCE_AT + SEQUENCE_BYTES;

    static final int TAG_BYTES = 16;

    /** Greatest sequence: at 10 datagrams a second, a run of 13 years. */
    static final long MAX_SEQUENCE = 0xFFFF_FFFFL;

    private Envelope() {}

    /** The header of a run. */
    static byte[] header(long cluster, int epoch, Origin origin) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put(LONG)
                .put(VERSION)
                .putLong(cluster)
                .put((byte) epoch)
                .putLong(BinaryFormat.bitsOf(origin.node()))
                .putLong(origin.incarnation().orElseThrow())
                .putInt((int) origin.boot())
                .array();
    }

    /** The run that a header is of. */
    static Origin origin(byte[] header) {
        ByteBuffer fields = ByteBuffer.wrap(header);
        return Origin.of(
                BinaryFormat.nodeOf(fields.getLong(SENDER_AT)),
                fields.getLong(INCARNATION_AT),
                Integer.toUnsignedLong(fields.getInt(BOOT_AT)));
    }

    /** Whether the sealed format has room for an incarnation, and a use. */
    static boolean isIncarnation(long number) {
        return number > 0 && number <= WireFormat.MAX_INTEGER;
    }

    /** Whether a datagram in long form starts with this header. */
    static boolean isOf(byte[] header, byte[] datagram) {
        return Arrays.equals(header, 0, HEADER_BYTES, datagram, 0, HEADER_BYTES);
    }

    /** Whether a datagram in long form is of the run with this header, under whatever key. */
    static boolean isOfSameRun(byte[] header, byte[] datagram) {
        return Arrays.equals(header, SENDER_AT, HEADER_BYTES, datagram, SENDER_AT, HEADER_BYTES);
    }

    /** The long form of a datagram in short form whose run has this header. */
    static byte[] expanded(byte[] header, byte[] datagram) {
        return ByteBuffer.allocate(HEADER_BYTES + datagram.length - SHORT_SEQUENCE_AT)
                .put(header)
                .put(datagram, SHORT_SEQUENCE_AT, datagram.length - SHORT_SEQUENCE_AT)
                .array();
    }
}
