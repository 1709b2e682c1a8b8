package org.corelink.gossip;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who a node is in one run.
 *
 * @param id the same in every run: made of the public key, so that only its owner can sign under it
 * @param incarnation greater in every later run; 1 to {@link #MAX_INCARNATION}
 * @param boot random number that tells this run even from one that a copy of the same disk started, 1 to
 *     {@link #MAX_BOOT}; 0 for a node that takes no part in watching others
 * @param keys Ed25519 key pair of the node
 */
public record Identity(NodeId id, long incarnation, long boot, KeyPair keys) {
    /** Signature algorithm of the keys. */
    public static final String KEY_ALGORITHM = "Ed25519";

    /** Greatest incarnation: JSON readers that know only doubles still read it exactly. */
    public static final long MAX_INCARNATION = (1L << 53) - 1;

    /** Greatest boot number. */
    public static final long MAX_BOOT = (1L << 32) - 1;

    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Checks the bounds, and that the id is that of the keys.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public Identity {
        require(incarnation >= 1 && incarnation <= MAX_INCARNATION, "incarnation out of bounds: " + incarnation);
        require(boot >= 0 && boot <= MAX_BOOT, "boot number out of bounds: " + boot);
        require(id.equals(idOf(keys.getPublic().getEncoded())), "id " + id + " is not that of the keys");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The identity of a run of the node that owns {@code keys}. */
    public static Identity of(KeyPair keys, long incarnation, long boot) {
        return new Identity(idOf(keys.getPublic().getEncoded()), incarnation, boot, keys);
    }

    /** A node that nobody will meet again after this run: for simulated machines and tests. */
    public static Identity transientAt(Instant now) {
        return of(newKeys(), Math.clamp(now.toEpochMilli(), 1, MAX_INCARNATION), newBoot());
    }

    /** A new key pair for a node. */
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

    /** A random number for a new run. */
    public static long newBoot() {
        return RANDOM.nextLong(1, MAX_BOOT + 1);
    }

    /**
     * The id of the node that owns a public key: the first 8 bytes of its SHA-256, as 16 hexadecimal digits.
     *
     * @param publicKey the key as X.509 encodes it
     */
    public static NodeId idOf(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return new NodeId(HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
