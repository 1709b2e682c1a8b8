package org.corelink.gossip.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of the sealed format. */
final class Digests {
    private Digests() {}

    /** SHA-256 over the parts, one after the other. */
    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
