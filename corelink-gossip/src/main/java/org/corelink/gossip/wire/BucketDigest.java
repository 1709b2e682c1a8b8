package org.corelink.gossip.wire;

import java.util.List;
import org.corelink.gossip.MessageType;

/**
 * "This is what I know, in short." Each member belongs to the bucket that the CRC-32C of its id modulo
 * {@link #BUCKETS} tells; the hash of a bucket is the exclusive or over its members of the CRC-32C of (id, incarnation,
 * inventory hash), each in decimal and separated by line feeds. The receiver asks by {@link Pull} for the
 * buckets in which it knows something else. Sealed format only; by unicast.
 *
 * @param origin who says it
 * @param hashes {@link #BUCKETS} hashes
 */
public record BucketDigest(Origin origin, List<Integer> hashes) implements Message {
    /** Number of buckets: one bit each in a {@link Pull}, and 128 B in a digest. */
    public static final int BUCKETS = 32;

    /**
     * Takes an immutable copy of the list.
     *
     * @throws IllegalArgumentException if there are not {@link #BUCKETS} hashes
     */
    public BucketDigest {
        hashes = List.copyOf(hashes);
        if (hashes.size() != BUCKETS) {
            throw new IllegalArgumentException("a digest has " + BUCKETS + " buckets");
        }
    }

    @Override
    public MessageType type() {
        return MessageType.BUCKET_DIGEST;
    }
}
