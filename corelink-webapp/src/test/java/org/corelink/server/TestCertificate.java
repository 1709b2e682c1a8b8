package org.corelink.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/**
 * A self-signed certificate for tests of the server, made by openssl so that another tool than ours made it.
 *
 * @param certificate PEM file
 * @param privateKey PEM file
 */
public record TestCertificate(Path certificate, Path privateKey) {
    /** Makes one for localhost in {@code folder}. */
    public static TestCertificate in(Path folder) throws IOException {
        return in(folder, "127.0.0.1");
    }

    /** The same for another IPv4 address than that of the loopback interface. */
    public static TestCertificate in(Path folder, String address) throws IOException {
        Path certificate = folder.resolve("node.crt");
        Path key = folder.resolve("node.key");
        Shell.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=CoreLink test",
                "-addext",
                "subjectAltName=DNS:localhost,IP:" + address,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        return new TestCertificate(certificate, key);
    }

    /** SHA-256 of its public key, in Base64, as browsers take it. */
    public String publicKeyHash() throws IOException {
        try (InputStream in = Files.newInputStream(certificate)) {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IOException("not a certificate: " + certificate, e);
        }
    }
}
