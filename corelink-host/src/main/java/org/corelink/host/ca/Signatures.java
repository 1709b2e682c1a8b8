package org.corelink.host.ca;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Signatures by the keys that CoreLink makes, EC, and those of a CA that 0.01.x made, which may be RSA. */
final class Signatures {
    private Signatures() {}

    /** The JDK's name of the algorithm that signs with {@code key}. */
    static String algorithmOf(Key key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> throw new IllegalArgumentException("a key of " + key.getAlgorithm() + " is neither EC nor RSA");
        };
    }

    /** Whether {@code publicKey} checks what {@code key} signs. */
    static boolean fit(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        byte[] message = {1};
        Signature signature = Signature.getInstance(algorithmOf(key));
        signature.initSign(key);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(message);
        return signature.verify(signed);
    }
}
