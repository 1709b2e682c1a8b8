package org.corelink.gossip.wire;

import java.util.HexFormat;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;

/**
 * The numbers and limits of the binary format: what stands inside a sealed datagram, as {@code protocol.md} lists it.
 *
 * <p>The first byte is the type, and what follows depends on it. Integers are big-endian; those called varint take 7
 * bits a byte, the lowest first, with the highest bit set in all bytes but the last, and no more bytes than needed. The
 * sender and the number of the datagram stand outside, in the envelope.
 */
public final class BinaryFormat {
    /** Type of {@link Beat}: nothing follows. */
    public static final int BEAT = 1;

    /** Type of {@link Heartbeat}: clock, inventory hash, hearing if {@link #WITH_HEARING}, reading to the end. */
    public static final int HEARTBEAT = 2;

    /** Type of {@link Probe}: varint nonce. */
    public static final int PROBE = 3;

    /** Type of {@link ProbeRequest}: subject, varint nonce. */
    public static final int PROBE_REQUEST = 4;

    /** Type of {@link Ack}: subject, varint nonce. */
    public static final int ACK = 5;

    /** Type of {@link Accusation}: subject, varint incarnation, charge, kind of evidence, varint silence and probes. */
    public static final int ACCUSATION = 6;

    /** Type of {@link Leave}: nothing follows but the signature, which is not of this format. */
    public static final int LEAVE = 7;

    /** Type of {@link Hello}: 4 B echo, 8 B nonce, then as in {@link #HEARTBEAT}. */
    public static final int HELLO = 8;

    /** Type of {@link HelloAck}: 8 B nonce, then as in {@link #HEARTBEAT}. */
    public static final int HELLO_ACK = 9;

    /** Type of {@link Inventory}: varint length of the name, name, varint version, payload to the end. */
    public static final int INVENTORY = 10;

    /** Type of {@link InventoryRequest}: nothing follows. */
    public static final int INVENTORY_REQUEST = 11;

    /** Type of {@link BucketDigest}: {@link BucketDigest#BUCKETS} hashes of 4 B. */
    public static final int BUCKET_DIGEST = 12;

    /** Type of {@link Pull}: 4 B, a bit for each bucket. */
    public static final int PULL = 13;

    /** Type of {@link Update}: for each datagram 4 B address, varint length, the datagram; at least one. */
    public static final int UPDATE = 14;

    /** Type of {@link KeyNotice}: 1 B epoch. */
    public static final int KEY_NOTICE = 15;

    /** Bit of the type byte of a message with a {@link Heartbeat}: it has a {@link Hearing}, before the reading. */
    public static final int WITH_HEARING = 0x80;

    /** Length of the clock: milliseconds since 1970. */
    public static final int CLOCK_BYTES = 6;

    /** Most bytes of a {@link Hearing}. */
    public static final int MAX_HEARING_BYTES = Hearing.MAX_NODES / 8;

    /** Longest name in UTF-8: as many characters as {@link NodeId} allows, each of at most 3 B. */
    static final int MAX_NAME_BYTES = 3 * NodeId.MAX_LENGTH;

    /** Greatest clock: the last millisecond of the year 9999. */
    static final long MAX_CLOCK_MILLIS = WireFormat.MAX_EPOCH_SECONDS * 1_000 + 999;

    private static final int ID_DIGITS = 16;

    private BinaryFormat() {}

    /** Whether {@code node} can appear in a sealed datagram: its id is 16 lower-case hexadecimal digits. */
    public static boolean isSealedId(NodeId node) {
        String value = node.value();
        return value.length() == ID_DIGITS
                && value.chars().allMatch(digit -> (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
    }

    /**
     * The 64 bits of a node's id.
     *
     * @throws IllegalArgumentException if {@link #isSealedId} says no
     */
    public static long bitsOf(NodeId node) {
        if (!isSealedId(node)) {
            throw new IllegalArgumentException("the sealed format knows no node called " + node);
        }
        return Long.parseUnsignedLong(node.value(), ID_DIGITS);
    }

    /** The node whose id has these 64 bits. */
    public static NodeId nodeOf(long bits) {
        return new NodeId(HexFormat.of().toHexDigits(bits));
    }
}
