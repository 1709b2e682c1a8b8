package org.corelink.gossip.simulation;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Makes keys that are the same in every run of a seed. */
final class SeededSecureRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient RandomGenerator random;

    SeededSecureRandom(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
