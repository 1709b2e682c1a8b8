package org.corelink.host.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate signing request (PKCS #10, RFC 2986) for a node: its key, proven to be its own, and its names. Pure.
 *
 * @param profile what the certificate is to say
 * @param key the node's public key, EC P-256
 */
public record SigningRequest(NodeProfile profile, PublicKey key) {
    /** Far more names and addresses than a machine has. */
    private static final int MAX_NAMES = 128;

    /** The request in DER. */
    public static byte[] encode(NodeProfile profile, KeyPair keys) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, GeneralNameLists.toExtension(profile));
            return new JcaPKCS10CertificationRequestBuilder(Authority.name(profile.commonName()), keys.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new JcaContentSignerBuilder(Signatures.algorithmOf(keys.getPrivate()))
                            .build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("this Java runtime cannot sign with this key", e);
        }
    }

    /**
     * Reads a request that may be anything.
     *
     * @throws RefusedException if it is no request that a node makes: another kind of key, a signature by another key, a
     *     wish to be a CA or for any other extension than names and addresses
     */
    public static SigningRequest read(byte[] der) throws RefusedException {
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            PublicKey key = key(request.getSubjectPublicKeyInfo());
            if (!request.getSignatureAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)
                    || !request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new RefusedException("The signing request is not signed by the key that it is for.");
            }
            return new SigningRequest(profile(request), key);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) {
            // Bouncy Castle's decoders throw unchecked exceptions upon damaged structures.
            throw new RefusedException("The signing request is damaged.", e);
        }
    }

    private static PublicKey key(SubjectPublicKeyInfo info)
            throws RefusedException, GeneralSecurityException, IOException {
        if (!info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                || !X9ObjectIdentifiers.prime256v1.equals(info.getAlgorithm().getParameters())) {
            throw new RefusedException("The signing request is for another kind of key than EC P-256.");
        }
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }

    private static NodeProfile profile(PKCS10CertificationRequest request)
            throws RefusedException, UnknownHostException {
        RDN[] names = request.getSubject().getRDNs(BCStyle.CN);
        if (names.length != 1) {
            throw new RefusedException("The signing request has " + names.length + " names of a machine.");
        }
        GeneralNames alternatives = alternatives(request.getRequestedExtensions());
        List<String> dnsNames = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (GeneralName name : alternatives.getNames()) {
            switch (name.getTagNo()) {
                case GeneralName.dNSName -> dnsNames.add(name.getName().toString());
                case GeneralName.iPAddress ->
                    addresses.add(InetAddress.getByAddress(
                            ASN1OctetString.getInstance(name.getName()).getOctets()));
                default ->
                    throw new RefusedException("The signing request has a name that is neither of DNS nor an address.");
            }
        }
        return new NodeProfile(IETFUtils.valueToString(names[0].getFirst().getValue()), dnsNames, addresses);
    }

    private static GeneralNames alternatives(@Nullable Extensions wanted) throws RefusedException {
        if (wanted == null) {
            throw new RefusedException("The signing request has no names.");
        }
        if (wanted.getExtension(Extension.basicConstraints) != null
                && BasicConstraints.fromExtensions(wanted).isCA()) {
            throw new RefusedException("The signing request asks to become a CA.");
        }
        for (ASN1ObjectIdentifier id : wanted.getExtensionOIDs()) {
            if (!id.equals(Extension.subjectAlternativeName)) {
                throw new RefusedException("The signing request asks for more than names and addresses (" + id + ").");
            }
        }
        GeneralNames names = GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName);
        if (names.getNames().length > MAX_NAMES) {
            throw new RefusedException("The signing request has more than " + MAX_NAMES + " names and addresses.");
        }
        return names;
    }
}
