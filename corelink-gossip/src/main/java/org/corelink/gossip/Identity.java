package org.corelink.gossip;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who a node is in one run.
 *
 * @param id first {@value #ID_BYTES} bytes of the SHA-256 of the X.509-encoded public key, as 16 lower-case hexadecimal
 *     digits: the same in every run that has the same keys
 * @param incarnation orders the runs of one id: greater than that of every run before, 1 to {@link #MAX_INCARNATION}
 * @param boot random salt that tells this run even from one that a copy of the same disk started, 1 to 2^32 - 1; 0 for a
 *     node that takes no part in watching others
 * @param keys Ed25519 key pair
 */
public record Identity(NodeId id, long incarnation, long boot, KeyPair keys) {
    /** Signature algorithm of the keys. */
    public static final String KEY_ALGORITHM = "Ed25519";

    /** Greatest incarnation: JSON readers that know only doubles still read it exactly. */
    public static final long MAX_INCARNATION = (1L << 53) - 1;

    /** Greatest boot salt. */
    public static final long MAX_BOOT = (1L << 32) - 1;

    private static final int ID_BYTES = 8;

    /**
     * Checks the bounds, and that the id is that of the keys.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public Identity {
        require(incarnation >= 1 && incarnation <= MAX_INCARNATION, "incarnation out of bounds: " + incarnation);
        require(boot >= 0 && boot <= MAX_BOOT, "boot salt out of bounds: " + boot);
        require(id.equals(idOf(keys.getPublic())), "id " + id + " is not that of the keys");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The identity of a run of the node that owns {@code keys}. */
    public static Identity of(KeyPair keys, long incarnation, long boot) {
        return new Identity(idOf(keys.getPublic()), incarnation, boot, keys);
    }

    /**
     * An identity that nobody had before and nobody keeps: new keys, and the wall clock in milliseconds as incarnation.
     * For simulated machines and tests.
     */
    public static Identity transientAt(Instant now) {
        KeyPair keys = newKeys();
        byte[] digest = digestOf(keys.getPublic().getEncoded());
        // Bytes of a fresh key's hash that are no part of the id are as random as any other salt.
        long boot = Math.max(1, Integer.toUnsignedLong(intAt(digest, ID_BYTES)));
        return of(keys, Math.clamp(now.toEpochMilli(), 1, MAX_INCARNATION), boot);
    }

    /** A new Ed25519 key pair. */
    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(KEY_ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + KEY_ALGORITHM, e);
        }
    }

    /** The same as one that takes no part in watching others, since it only announces itself. */
    public Identity notWatching() {
        return new Identity(id, incarnation, 0, keys);
    }

    private static NodeId idOf(PublicKey key) {
        return idOf(key.getEncoded());
    }

    /**
     * The id of the node that owns a public key.
     *
     * @param publicKey the key as X.509 encodes it
     */
    public static NodeId idOf(byte[] publicKey) {
        return new NodeId(HexFormat.of().formatHex(Arrays.copyOf(digestOf(publicKey), ID_BYTES)));
    }

    private static byte[] digestOf(byte[] publicKey) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(publicKey);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static int intAt(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).getInt(offset);
    }
}
