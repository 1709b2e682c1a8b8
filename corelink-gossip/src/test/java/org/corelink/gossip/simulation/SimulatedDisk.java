package org.corelink.gossip.simulation;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.runtime.IdentityFile;

/** What a machine keeps when its process ends: the keys of its node, and the incarnation. */
final class SimulatedDisk {
    private final RandomGenerator random;
    private KeyPair keys;
    private long incarnation;

    SimulatedDisk(RandomGenerator random) {
        this.random = random;
        this.keys = newKeys();
    }

    private KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(Identity.KEY_ALGORITHM);
            generator.initialize(255, new SeededSecureRandom(random));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    NodeId id() {
        return Identity.idOf(keys.getPublic().getEncoded());
    }

    /** The identity file is gone with all that stood beside it. */
    void lose() {
        corrupt();
        incarnation = 0;
    }

    /** The identity file cannot be read: the node gets another name, but its incarnation is kept beside it. */
    void corrupt() {
        keys = newKeys();
    }

    /** This disk becomes a copy of that one. */
    void copy(SimulatedDisk other) {
        keys = other.keys;
        incarnation = other.incarnation;
    }

    /** The highest incarnation that a run of this disk may use so far. */
    long reserved() {
        return incarnation;
    }

    Identity next(long wallMillis) {
        long next = Math.max(incarnation + 1, wallMillis);
        incarnation = next + IdentityFile.ROOM;
        return Identity.of(keys, next, random.nextLong(1, Identity.MAX_BOOT + 1));
    }
}
