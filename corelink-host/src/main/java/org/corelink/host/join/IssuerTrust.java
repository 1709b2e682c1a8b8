package org.corelink.host.join;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.MemberRules;

/**
 * Trusts the one machine that has the CA. Every member has a certificate of that CA; the name in it tells them apart, since
 * the CA vouches for its own machine's name to nobody else. So the machine may have another address than it had. SHELL: asked
 * by the TLS library in the middle of the handshake, before anything of ours is sent.
 */
final class IssuerTrust implements X509TrustManager {
    private final X509Certificate ca;
    private final String issuer;
    private final InstantSource clock;

    IssuerTrust(X509Certificate ca, String issuer, InstantSource clock) {
        this.ca = ca;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            IssuedChain.validate(chain[0], ca, clock.instant());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("its certificate is not a valid one of that CA: " + e.getMessage(), e);
        }
        Optional<String> name = MemberRules.nameOf(chain[0]);
        if (!name.equals(Optional.of(issuer))) {
            throw new CertificateException("its certificate is that of " + name.orElse("nobody"));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this end is the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
