package org.corelink.gossip;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Keys that are the same in every run, so that the id of a test's own node is too. */
public final class FixedKeys {
    /** The id that belongs to them begins with {@code fd}: after the names a to e, and before g to z. */
    public static final KeyPair KEYS = keys();

    private FixedKeys() {}

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(Identity.KEY_ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Ones());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    /** Far from random. */
    private static final class Ones extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 1);
        }
    }
}
