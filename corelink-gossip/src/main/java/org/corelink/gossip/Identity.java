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
 * @param incarnation greater in every later run; 1 to 2^53 - 1
 * @param boot random number of this run, 1 to 2^32 - 1; 0 for a node that takes no part in watching others
 * @param keys Ed25519 key pair of the node
 */
public record Identity(NodeId id, long incarnation, long boot, KeyPair keys) {
    private static final int ID_BYTES = 8;
    private static final long MAX_BOOT = 0xFFFF_FFFFL;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The identity of a run of the node that owns {@code keys}. */
    public static Identity of(KeyPair keys, long incarnation, long boot) {
        return new Identity(idOf(keys.getPublic().getEncoded()), incarnation, boot, keys);
    }

    /** A node that nobody will meet again after this run: for simulated machines and tests. */
    public static Identity transientAt(Instant now) {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return of(keys, now.toEpochMilli(), newBoot());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has Ed25519", e);
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
