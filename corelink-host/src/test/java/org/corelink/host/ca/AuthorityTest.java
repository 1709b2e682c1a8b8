package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {
    private static final int KEY_CERT_SIGN = 5;
    private static final int DIGITAL_SIGNATURE = 0;

    private final Authority authority = new Authority(Hosts.RANDOM);
    private final NameConstraints constraints = NameConstraints.around(Hosts.ALPHA);
    private final KeyedCertificate ca = authority.create("alpha", constraints, Hosts.NOW);
    private final KeyedCertificate node = authority.issue(ca, NodeProfile.of(Hosts.ALPHA, constraints), Hosts.NOW);
    private final KeyedCertificate bank =
            authority.issue(ca, new NodeProfile("www.bank.example", List.of("www.bank.example"), List.of()), Hosts.NOW);
    private final KeyedCertificate publicAddress = authority.issue(
            ca, new NodeProfile("alpha", List.of(), List.of(InetAddress.ofLiteral("8.8.8.8"))), Hosts.NOW);

    @Test
    void caIsACriticallyMarkedCaForNodesOnly() {
        X509Certificate certificate = ca.certificate();
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getKeyUsage()[KEY_CERT_SIGN]).isTrue();
        assertThat(certificate.getKeyUsage()[DIGITAL_SIGNATURE]).isFalse();
        assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15", "2.5.29.30");
        assertThat(certificate.getNotAfter().toInstant())
                .isBetween(Hosts.NOW.plus(Duration.ofDays(3_649)), Hosts.NOW.plus(Duration.ofDays(3_651)));
        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void nodeIsServerAndClientForNinetyDays() throws Exception {
        X509Certificate certificate = node.certificate();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getNotAfter().toInstant())
                .isBetween(Hosts.NOW.plus(Duration.ofDays(89)), Hosts.NOW.plus(Duration.ofDays(90)));
        assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(127);
    }

    @Test
    void constraintsAreReadBack() {
        assertThat(GeneralNameLists.constraintsOf(ca.certificate())).isEqualTo(constraints);
    }

    @Test
    void javaAcceptsTheNode() throws Exception {
        validate(node);
    }

    @Test
    void javaRefusesAPublicNameAndAPublicAddress() {
        assertThatThrownBy(() -> validate(bank)).isInstanceOf(CertPathValidatorException.class);
        assertThatThrownBy(() -> validate(publicAddress)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void opensslAcceptsTheNodeUnderEachOfItsNames(@TempDir Path dir) throws Exception {
        assertThat(openssl(dir, node, "-verify_hostname", "alpha")).endsWith("OK");
        assertThat(openssl(dir, node, "-verify_hostname", "alpha.local")).endsWith("OK");
        assertThat(openssl(dir, node, "-verify_hostname", "localhost")).endsWith("OK");
        assertThat(openssl(dir, node, "-verify_ip", "10.1.2.3")).endsWith("OK");
        assertThat(openssl(dir, node, "-verify_ip", "::1")).endsWith("OK");
        assertThat(openssl(dir, node, "-verify_hostname", "beta")).contains("hostname mismatch");
    }

    @Test
    void opensslRefusesAPublicNameAndAPublicAddress(@TempDir Path dir) throws Exception {
        assertThat(openssl(dir, bank, "-verify_hostname", "www.bank.example")).contains("permitted subtree violation");
        assertThat(openssl(dir, publicAddress, "-verify_ip", "8.8.8.8")).contains("permitted subtree violation");
    }

    private void validate(KeyedCertificate subject) throws Exception {
        // The JDK does not read the constraints of a trust anchor, so the CA's certificate goes below its own key.
        TrustAnchor anchor = new TrustAnchor(
                ca.certificate().getSubjectX500Principal(), ca.certificate().getPublicKey(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Hosts.NOW));
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(subject.chain());
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private String openssl(Path dir, KeyedCertificate subject, String... names) throws Exception {
        Path caFile = Files.writeString(dir.resolve("ca.crt"), Pem.ofCertificates(ca.chain()));
        Path file = Files.writeString(dir.resolve("node.crt"), Pem.ofCertificates(subject.chain()));
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "verify",
                "-x509_strict",
                "-attime",
                String.valueOf(Hosts.NOW.getEpochSecond()),
                "-purpose",
                "sslserver",
                "-CAfile",
                caFile.toString()));
        command.addAll(List.of(names));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
