package org.corelink.host.ca;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that vouch for it.
 *
 * @param key the key
 * @param chain the key's own certificate, then its issuer's, up to the CA
 */
public record KeyedCertificate(PrivateKey key, List<X509Certificate> chain) {
    /**
     * Takes an immutable copy of the list.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    public KeyedCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate");
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyedCertificate[" + certificate().getSubjectX500Principal() + "]";
    }
}
