package org.corelink.host.ca;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** A certificate and its CA's, as they go over the network. Pure. */
public final class IssuedChain {
    private IssuedChain() {}

    /** The chain as PEM. */
    public static byte[] encode(List<X509Certificate> chain) {
        try {
            return Pem.ofCertificates(chain).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that cannot be encoded", e);
        }
    }

    /**
     * Reads what was issued for a node, and believes nothing of it.
     *
     * @param ca the CA that the node has chosen to trust
     * @param keys the node's own key
     * @param wanted what it asked for
     * @throws RefusedException if it is anything else than that CA's certificate for this key and these names
     */
    public static KeyedCertificate read(byte[] pem, X509Certificate ca, KeyPair keys, NodeProfile wanted, Instant now)
            throws RefusedException {
        try {
            List<X509Certificate> chain = Pem.certificates(new String(pem, StandardCharsets.ISO_8859_1));
            if (chain.size() != 2 || !chain.getLast().equals(ca)) {
                throw new RefusedException("The certificate that came does not lead to the CA that was named.");
            }
            X509Certificate certificate = chain.getFirst();
            if (!certificate.getPublicKey().equals(keys.getPublic())) {
                throw new RefusedException("The certificate that came is for another key.");
            }
            if (certificate.getBasicConstraints() >= 0) {
                throw new RefusedException("The certificate that came is one of a CA.");
            }
            RequestRules.checkIssued(NodeProfile.namesOf(certificate), wanted);
            validate(certificate, ca, now);
            return new KeyedCertificate(keys.getPrivate(), chain);
        } catch (GeneralSecurityException e) {
            throw new RefusedException("The certificate that came is not valid (" + e.getMessage() + ").", e);
        }
    }

    /**
     * Validates a certificate that {@code ca} has issued (RFC 5280, with its name constraints).
     *
     * @throws GeneralSecurityException if it is not valid at that time
     */
    public static void validate(X509Certificate certificate, X509Certificate ca, Instant now)
            throws GeneralSecurityException {
        // The JDK takes no name constraints from a trust anchor: its key alone is the anchor, and the CA in the path.
        TrustAnchor anchor = new TrustAnchor(ca.getSubjectX500Principal(), ca.getPublicKey(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate, ca)), parameters);
    }
}
