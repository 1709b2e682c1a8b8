package org.corelink.host.join;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.X509TrustManager;
import org.corelink.host.ca.IssuedChain;

/**
 * Trusts the one CA whose key has the hash that a person brought, and nobody before that is compared. SHELL: asked by the
 * TLS library in the middle of the handshake, before anything of ours is sent.
 */
final class PinnedTrust implements X509TrustManager {
    private final CaHash expected;
    private final InstantSource clock;

    PinnedTrust(CaHash expected, InstantSource clock) {
        this.expected = expected;
        this.clock = clock;
    }

    /** The CA that was shown is another one. */
    static final class WrongCaException extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongCaException(String message) {
            super(message);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate ca = chain[chain.length - 1];
        if (!expected.fits(ca)) {
            throw new WrongCaException("its CA has the key " + CaHash.of(ca));
        }
        if (chain.length != 2) {
            throw new CertificateException("it shows a chain of " + chain.length + " certificates");
        }
        try {
            IssuedChain.validate(chain[0], ca, clock.instant());
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody connects to a machine that joins");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
