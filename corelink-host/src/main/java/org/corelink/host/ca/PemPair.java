package org.corelink.host.ca;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate file and a key file that must fit each other. */
final class PemPair {
    private PemPair() {}

    /**
     * The certificates in a file's {@code text}.
     *
     * @throws StoreException with {@code advice} if it is truncated or no certificate
     */
    static List<X509Certificate> certificates(Path file, String text, String advice) throws StoreException {
        try {
            return Pem.certificates(text);
        } catch (GeneralSecurityException e) {
            throw damaged(file, advice, e);
        }
    }

    /**
     * {@code chain} with its key.
     *
     * @throws StoreException with {@code advice} if the key is damaged or belongs to another certificate
     */
    static KeyedCertificate load(List<X509Certificate> chain, Path keyFile, GuardedFiles files, String advice)
            throws StoreException {
        String text = files.readSecret(keyFile);
        try {
            PrivateKey key = Pem.key(text);
            if (!Signatures.fit(key, chain.getFirst().getPublicKey())) {
                throw StoreException.unusable(keyFile, "it is not the key of the certificate beside it", advice, null);
            }
            return new KeyedCertificate(key, chain);
        } catch (GeneralSecurityException e) {
            throw damaged(keyFile, advice, e);
        }
    }

    private static StoreException damaged(Path file, String advice, GeneralSecurityException e) {
        return StoreException.unusable(file, "it is truncated or damaged (" + e.getMessage() + ")", advice, e);
    }
}
