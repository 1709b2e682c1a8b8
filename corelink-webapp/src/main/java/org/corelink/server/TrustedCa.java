package org.corelink.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * The certificate authority as people know it.
 *
 * @param name its common name; all of its name if there is none
 * @param fingerprint SHA-256 of its certificate as people compare it: colon-separated hexadecimal
 */
record TrustedCa(String name, String fingerprint) {
    /**
     * The first certificate in a PEM file.
     *
     * @throws StartException if the file is no certificate
     */
    static TrustedCa of(Path pem) throws StartException {
        try {
            X509Certificate certificate = PemCertificate.read(pem);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new TrustedCa(
                    commonName(certificate.getSubjectX500Principal().getName()),
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(pem + " is no certificate in PEM form: " + e.getMessage(), e);
        }
    }

    private static String commonName(String distinguishedName) {
        try {
            return new LdapName(distinguishedName)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst()
                            .orElse(distinguishedName);
        } catch (InvalidNameException e) {
            // The JDK wrote it by RFC 2253; a CA of somebody else's may still have what is none.
            return distinguishedName;
        }
    }
}
