package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SigningRequestTest {
    private static final NodeProfile BETA = new NodeProfile(
            "beta", List.of("beta", "beta.local", "localhost"), List.of(InetAddress.ofLiteral("10.1.2.4")));

    private final KeyPair keys = new Authority(Hosts.RANDOM).newKeys();

    @Test
    void whatIsEncodedIsReadAgain() throws Exception {
        assertThat(SigningRequest.read(SigningRequest.encode(BETA, keys)))
                .isEqualTo(new SigningRequest(BETA, keys.getPublic()));
    }

    @Test
    void wishToBecomeACaIsRefused() throws Exception {
        refused(request(keys, keys, Extension.basicConstraints, new BasicConstraints(true)), "asks to become a CA");
        refused(request(keys, keys, Extension.basicConstraints, new BasicConstraints(3)), "asks to become a CA");
    }

    @Test
    void wishForAnyOtherExtensionIsRefused() throws Exception {
        refused(request(keys, keys, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign)), "asks for more");
        refused(request(keys, keys, Extension.basicConstraints, new BasicConstraints(false)), "asks for more");
    }

    @Test
    void requestThatAnotherKeyHasSignedIsRefused() throws Exception {
        KeyPair other = new Authority(Hosts.RANDOM).newKeys();
        refused(request(keys, other, null, null), "not signed by the key that it is for");
    }

    @Test
    void anotherKindOfKeyIsRefused() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2_048);
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(384);
        for (KeyPair pair : List.of(rsa.generateKeyPair(), p384.generateKeyPair())) {
            refused(request(pair, pair, null, null), "another kind of key");
        }
    }

    @Test
    void nameThatIsNeitherOfDnsNorAnAddressIsRefused() throws Exception {
        GeneralNames mail = new GeneralNames(new GeneralName(GeneralName.rfc822Name, "root@beta"));
        refused(request(keys, keys, Extension.subjectAlternativeName, mail), "neither of DNS nor an address");
    }

    @Test
    void addressOfNoKnownLengthIsRefused() throws Exception {
        GeneralNames odd = new GeneralNames(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5])));
        refused(request(keys, keys, Extension.subjectAlternativeName, odd), "damaged");
    }

    @Test
    void moreNamesThanAnyMachineHasAreRefused() {
        List<String> many =
                IntStream.range(0, 200).mapToObj(i -> "beta.n" + i + ".local").toList();
        refused(SigningRequest.encode(new NodeProfile("beta", many, List.of()), keys), "more than 128 names");
    }

    @Test
    void damagedRequestIsNeverTakenAndNeverThrowsAnythingElse() {
        byte[] whole = SigningRequest.encode(BETA, keys);
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            refused(damaged, "signing request");
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            refused(noise, "signing request");
        }
    }

    private static ThrowableAssertAlternative<RefusedException> refused(byte[] request, String words) {
        return assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> SigningRequest.read(request))
                .withMessageContaining(words);
    }

    private static byte[] request(
            KeyPair of, KeyPair signer, @Nullable ASN1ObjectIdentifier wish, @Nullable ASN1Encodable value)
            throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        add(extensions, wish, value);
        return new JcaPKCS10CertificationRequestBuilder(Authority.name("beta"), of.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                .build(new JcaContentSignerBuilder(Signatures.algorithmOf(signer.getPrivate()))
                        .build(signer.getPrivate()))
                .getEncoded();
    }

    private static void add(
            ExtensionsGenerator extensions, @Nullable ASN1ObjectIdentifier wish, @Nullable ASN1Encodable value)
            throws IOException {
        if (wish == null || !wish.equals(Extension.subjectAlternativeName)) {
            extensions.addExtension(Extension.subjectAlternativeName, false, GeneralNameLists.toExtension(BETA));
        }
        if (wish != null) {
            extensions.addExtension(wish, true, value);
        }
    }
}
