package org.corelink.host.join;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Lets everybody finish the handshake who proves to have the key of the certificate that he shows. Whether that one counts
 * is decided behind it, by {@link RenewalDesk}, before anything is given: so that who is refused reads why, where TLS has
 * alerts for machines only. SHELL: asked by the TLS library.
 */
final class ProvenClients implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        // The library has checked the signature by the key of chain[0] over this handshake.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this end is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
