package org.corelink.host.ca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates: EC P-256 keys, signatures with SHA-256, profiles after RFC 5280.
 *
 * <p>Pure but for the given source of randomness.
 */
public final class Authority {
    private static final int SERIAL_BITS = 127;

    /** Longest common name of RFC 5280, appendix A. */
    private static final int COMMON_NAME_LENGTH = 64;

    private final SecureRandom random;

    /** Draws keys and serial numbers from {@code random}. */
    public Authority(SecureRandom random) {
        this.random = random;
    }

    /**
     * A new CA that signs nodes directly (path length 0), for ten years from {@code now}.
     *
     * @param host name of the machine that it is made on, for its own name
     */
    public KeyedCertificate create(String host, NameConstraints constraints, Instant now) {
        KeyPair keys = newKeys();
        X500Name name = name("CoreLink CA " + fingerprintStart(keys.getPublic()) + " " + host);
        Request request = new Request(name, keys.getPublic(), now, Lifetime.CA);
        X509Certificate certificate = sign(name, keys.getPrivate(), request, builder -> {
            add(builder, Extension.basicConstraints, true, new BasicConstraints(0));
            add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            add(builder, Extension.nameConstraints, true, GeneralNameLists.toExtension(constraints));
            add(
                    builder,
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions().createSubjectKeyIdentifier(keys.getPublic()));
        });
        return new KeyedCertificate(keys.getPrivate(), List.of(certificate));
    }

    /** A new key with a certificate for a node, for 90 days from {@code now}, good as TLS server and client. */
    public KeyedCertificate issue(KeyedCertificate ca, NodeProfile node, Instant now) {
        KeyPair keys = newKeys();
        X509Certificate certificate = certify(ca, node, keys.getPublic(), now);
        return new KeyedCertificate(keys.getPrivate(), List.of(certificate, ca.certificate()));
    }

    /** A certificate for a node that has made its key {@code key} itself; the rest as in {@link #issue}. */
    public X509Certificate certify(KeyedCertificate ca, NodeProfile node, PublicKey key, Instant now) {
        Request request = new Request(name(node.commonName()), key, now, Lifetime.NODE);
        return sign(nameOf(ca.certificate()), ca.key(), request, builder -> {
            add(builder, Extension.basicConstraints, true, new BasicConstraints(false));
            add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            add(builder, Extension.subjectAlternativeName, false, GeneralNameLists.toExtension(node));
            add(builder, Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(key));
            add(
                    builder,
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions().createAuthorityKeyIdentifier(ca.certificate().getPublicKey()));
        });
    }

    SecureRandom random() {
        return random;
    }

    private record Request(X500Name subject, PublicKey key, Instant now, Duration lifetime) {}

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }

    private X509Certificate sign(X500Name issuer, PrivateKey key, Request request, Extensions extensions) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                    Date.from(request.now().minus(Lifetime.BACKDATED)),
                    Date.from(request.now().plus(request.lifetime())),
                    request.subject(),
                    request.key());
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(Signatures.algorithmOf(key))
                            .setSecureRandom(random)
                            .build(key)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java runtime cannot sign with this key", e);
        }
    }

    private static void add(X509v3CertificateBuilder to, ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value)
            throws CertIOException {
        to.addExtension(id, critical, value);
    }

    /** A key pair on P-256. */
    public KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no EC keys on P-256", e);
        }
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1 for key identifiers", e);
        }
    }

    private static String fingerprintStart(PublicKey key) {
        return HexFormat.of()
                .formatHex(extensions().createSubjectKeyIdentifier(key).getKeyIdentifier(), 0, 4);
    }

    /** The name of a subject. */
    static X500Name name(String commonName) {
        String fitting = commonName.substring(0, Math.min(commonName.length(), COMMON_NAME_LENGTH));
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "CoreLink")
                .addRDN(BCStyle.CN, fitting)
                .build();
    }

    private static X500Name nameOf(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate).getSubject();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("certificate cannot be encoded", e);
        }
    }
}
