package org.corelink.host.ca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Keys and certificates as text (RFC 7468). */
final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    /** The JDK's names of {@link Signatures}, by the identifiers of RFC 5480 and RFC 8017. */
    private static final Map<ASN1ObjectIdentifier, String> KINDS =
            Map.of(X9ObjectIdentifiers.id_ecPublicKey, "EC", PKCSObjectIdentifiers.rsaEncryption, "RSA");

    private Pem() {}

    /** All of {@code certificates}, one behind the other. */
    static String ofCertificates(List<X509Certificate> certificates) throws GeneralSecurityException {
        List<PemObject> objects = new ArrayList<>();
        for (Certificate certificate : certificates) {
            objects.add(new PemObject(CERTIFICATE, certificate.getEncoded()));
        }
        return write(objects);
    }

    /** A key in PKCS #8. */
    static String ofKey(PrivateKey key) {
        return write(List.of(new PemObject(PRIVATE_KEY, key.getEncoded())));
    }

    /**
     * The certificates in {@code text}, at least one.
     *
     * @throws GeneralSecurityException if there is none, or anything that is none
     */
    static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemObject object : read(text, CERTIFICATE)) {
            certificates.add(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(object.getContent())));
        }
        return certificates;
    }

    /**
     * The one key in {@code text}, EC or RSA; in PKCS #8, or as older programs wrote it (RFC 5915, PKCS #1).
     *
     * @throws GeneralSecurityException if there is none, or anything else
     */
    static PrivateKey key(String text) throws GeneralSecurityException {
        List<PrivateKeyInfo> keys = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                switch (object) {
                    case PrivateKeyInfo plain -> keys.add(plain);
                    case PEMKeyPair pair -> keys.add(pair.getPrivateKeyInfo());
                    // "EC PARAMETERS", which openssl writes before an EC key: the key has them too.
                    case ASN1ObjectIdentifier _ -> {}
                    default -> throw new GeneralSecurityException("something else than a private key");
                }
            }
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle's decoder throws unchecked exceptions upon bad Base64.
            throw new GeneralSecurityException("no complete private key", e);
        }
        if (keys.size() != 1) {
            throw new GeneralSecurityException(keys.size() + " private keys where one belongs");
        }
        return privateKey(keys.getFirst());
    }

    /** By the JDK: Bouncy Castle's converter would load its whole provider, hundreds of classes, at each start. */
    private static PrivateKey privateKey(PrivateKeyInfo key) throws GeneralSecurityException {
        ASN1ObjectIdentifier kind = key.getPrivateKeyAlgorithm().getAlgorithm();
        String algorithm = KINDS.get(kind);
        if (algorithm == null) {
            throw new GeneralSecurityException("a key of " + kind + ", which is neither EC nor RSA");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (IOException e) {
            throw new GeneralSecurityException("a private key that cannot be encoded", e);
        }
    }

    private static List<PemObject> read(String text, String type) throws GeneralSecurityException {
        List<PemObject> objects = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(text))) {
            for (PemObject object = reader.readPemObject(); object != null; object = reader.readPemObject()) {
                if (!object.getType().equals(type)) {
                    throw new GeneralSecurityException("a block " + object.getType() + " where " + type + " belongs");
                }
                objects.add(object);
            }
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle's decoder throws unchecked exceptions upon bad Base64.
            throw new GeneralSecurityException("no complete block " + type, e);
        }
        if (objects.isEmpty()) {
            throw new GeneralSecurityException("no block " + type);
        }
        return objects;
    }

    private static String write(List<PemObject> objects) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            for (PemObject object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
