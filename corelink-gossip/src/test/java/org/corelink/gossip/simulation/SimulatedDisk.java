package org.corelink.gossip.simulation;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;

/** What a machine keeps when its process ends: the keys of its node, and the incarnation. */
final class SimulatedDisk {
    /** As much as the real file keeps free for refutations. */
    private static final long RESERVE = 1_000;

    private final KeyPair keys;
    private final RandomGenerator random;
    private long incarnation;

    SimulatedDisk(RandomGenerator random) {
        this.random = random;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new SeededSecureRandom(random));
            this.keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    NodeId id() {
        return Identity.idOf(keys.getPublic().getEncoded());
    }

    Identity next(long wallMillis) {
        long next = Math.max(incarnation + 1, wallMillis);
        incarnation = next + RESERVE;
        return Identity.of(keys, next, random.nextLong(1, 1L << 32));
    }
}
