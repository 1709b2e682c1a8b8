package org.corelink.host.ca;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * The CA's certificate, to be told to browsers.
 *
 * @param file where it is, PEM
 * @param certificate what it is
 */
public record CaCertificate(Path file, X509Certificate certificate) {
    /** SHA-256 of the certificate, as browsers show it: {@code "AB:CD:..."}. */
    public String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(sha256(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that cannot be encoded", e);
        }
    }

    /** SHA-256 of the public key with its algorithm (SubjectPublicKeyInfo, as in RFC 7469). */
    public static byte[] keyHash(X509Certificate certificate) {
        return sha256(certificate.getPublicKey().getEncoded());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
