package org.corelink.gossip.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.corelink.gossip.wire.BinaryFormat;

/**
 * The plaintext of an inventory or a goodbye: the message, then the public key and the signature of its node.
 *
 * <p>The signature is over a constant text, cluster, sender, incarnation, boot and the message: it is worth nothing in
 * another cluster, for another run or on another message. The epoch is not in it, so that a new group key costs no new
 * signature, and neither is the sequence, so that a receiver verifies an inventory that comes again only once: what
 * orders inventories is their version.
 */
final class Signed {
    private static final byte[] DOMAIN = "corelink-gossip/1 signed by its node\n".getBytes(US_ASCII);
    private static final int TRAILER_BYTES = NodeKey.PUBLIC_BYTES + NodeKey.SIGNATURE_BYTES;

    private Signed() {}

    /** Whether messages of a type are signed. */
    static boolean isSigned(int type) {
        return type == BinaryFormat.INVENTORY || type == BinaryFormat.LEAVE;
    }

    /** The message with its signature, for a run of this header. */
    static byte[] sign(NodeKey key, byte[] header, byte[] message) {
        return ByteBuffer.allocate(message.length + TRAILER_BYTES)
                .put(message)
                .put(key.toPublicBytes())
                .put(key.sign(content(header, message)))
                .array();
    }

    /** The message alone; empty if what stands there is too short. */
    static byte[] messageOf(byte[] signed) {
        return Arrays.copyOf(signed, Math.max(0, signed.length - TRAILER_BYTES));
    }

    /** Whether the node of the run has signed it; takes half a millisecond, and is remembered if so. */
    static boolean isGenuine(Run run, byte[] signed) {
        byte[] message = messageOf(signed);
        int keyAt = message.length;
        int signatureAt = keyAt + NodeKey.PUBLIC_BYTES;
        boolean genuine = signed.length > TRAILER_BYTES
                && NodeKey.isSignedBy(
                        run.origin().node(),
                        Arrays.copyOfRange(signed, keyAt, signatureAt),
                        content(run.header(), message),
                        Arrays.copyOfRange(signed, signatureAt, signed.length));
        if (genuine) {
            run.history().verified(signed);
        }
        return genuine;
    }

    private static byte[] content(byte[] header, byte[] message) {
        int runBytes = Envelope.HEADER_BYTES - Envelope.SENDER_AT;
        return ByteBuffer.allocate(DOMAIN.length + Long.BYTES + runBytes + message.length)
                .put(DOMAIN)
                .put(header, Envelope.CLUSTER_AT, Long.BYTES)
                .put(header, Envelope.SENDER_AT, runBytes)
                .put(message)
                .array();
    }
}
