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
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
