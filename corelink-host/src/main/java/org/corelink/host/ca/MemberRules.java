package org.corelink.host.ca;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Whom a CA takes for a machine that it has let in. Pure. */
public final class MemberRules {
    /** id-kp-clientAuth of RFC 5280. */
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private static final String INVITE =
            " Let it in again: corelink --invite on the machine with the CA, and" + " corelink --join on that one.";

    private MemberRules() {}

    /** The machine that a certificate names; empty if it names none, or several. */
    public static Optional<String> nameOf(X509Certificate certificate) {
        try {
            RDN[] names = new JcaX509CertificateHolder(certificate).getSubject().getRDNs(BCStyle.CN);
            return names.length == 1
                    ? Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()))
                    : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            // Bouncy Castle's decoders throw unchecked exceptions upon damaged structures.
            return Optional.empty();
        }
    }

    /**
     * Checks a certificate whose key was proven.
     *
     * @return the machine that it names
     * @throws RefusedException if {@code ca} has not issued it for a node, or it is not valid now
     */
    public static String check(X509Certificate presented, X509Certificate ca, Instant now) throws RefusedException {
        if (!isSignedBy(presented, ca)) {
            throw new RefusedException("The certificate that was shown is not of this CA." + INVITE);
        }
        if (presented.getBasicConstraints() >= 0) {
            throw new RefusedException("The certificate that was shown is one of a CA, and no machine's.");
        }
        Instant end = presented.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw new RefusedException("The certificate that was shown ended at " + end + "." + INVITE);
        }
        try {
            List<String> purposes = presented.getExtendedKeyUsage();
            if (purposes == null || !purposes.contains(CLIENT)) {
                throw new RefusedException("The certificate that was shown is not good for a client.");
            }
            IssuedChain.validate(presented, ca, now);
        } catch (GeneralSecurityException e) {
            throw new RefusedException("The certificate that was shown is not valid (" + e.getMessage() + ").", e);
        }
        return nameOf(presented)
                .orElseThrow(() -> new RefusedException("The certificate that was shown names no machine."));
    }

    /** What is said to a machine whose certificate does not count any more. */
    static RefusedException notOnTheRegister(String name) {
        return new RefusedException(name
                + " is not on the register by this certificate: it was put out, or has joined anew since." + INVITE);
    }

    private static boolean isSignedBy(X509Certificate presented, X509Certificate ca) {
        try {
            presented.verify(ca.getPublicKey());
            return presented.getIssuerX500Principal().equals(ca.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
