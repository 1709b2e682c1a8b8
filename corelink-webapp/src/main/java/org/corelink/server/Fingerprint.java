package org.corelink.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;

/** The SHA-256 of a certificate as people compare it. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * Of the first certificate in a PEM file, as colon-separated hexadecimal.
     *
     * @throws StartException if the file is no certificate
     */
    static String of(Path pem) throws StartException {
        try (InputStream in = Files.newInputStream(pem)) {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(der);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(pem + " is no certificate in PEM form: " + e.getMessage(), e);
        }
    }
}
