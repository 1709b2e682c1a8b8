package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateStoreTest {
    @TempDir
    private Path home;

    @Test
    void firstCallMakesCaAndNodeSecondCallFindsThem() throws Exception {
        NodeCertificate first = store().ensure(Hosts.ALPHA);
        NodeCertificate second = store().ensure(Hosts.ALPHA);
        assertThat(first.caIsNew()).isTrue();
        assertThat(first.issuedBecause()).isEqualTo("first start");
        assertThat(second.caIsNew()).isFalse();
        assertThat(second.issuedBecause()).isNull();
        assertThat(Files.readString(second.chain())).isEqualTo(Files.readString(first.chain()));
        assertThat(second.ca().file()).isEqualTo(folder().resolve("ca").resolve("ca.crt"));
        assertThat(second.ca().fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void nobodyElseCanReadAnything() throws Exception {
        store().ensure(Hosts.ALPHA);
        try (Stream<Path> files = Files.walk(folder())) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith(".lock")))
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
        assertThat(permissions(folder().resolve("ca"))).isEqualTo("rwx------");
    }

    @Test
    void nodeIsRenewedWhenAThirdOfItsLifeIsLeftUnderTheSameCa() throws Exception {
        NodeCertificate first = store().ensure(Hosts.ALPHA);
        assertThat(storeAfter(Duration.ofDays(59)).ensure(Hosts.ALPHA).chain()).isEqualTo(first.chain());
        NodeCertificate renewed = storeAfter(Duration.ofDays(61)).ensure(Hosts.ALPHA);
        assertThat(renewed.issuedBecause()).startsWith("the old one ends at");
        assertThat(renewed.chain()).isNotEqualTo(first.chain());
        assertThat(renewed.ca()).isEqualTo(first.ca());
        assertThat(first.chain()).as("a server that is just reading it").exists();
    }

    @Test
    void onlyThePresentAndThePreviousPairAreKept() throws Exception {
        for (int i = 0; i < 4; i++) {
            storeAfter(Duration.ofSeconds(i)).reissue(Hosts.ALPHA);
        }
        try (Stream<Path> entries = Files.list(folder().resolve("nodes").resolve("alpha"))) {
            assertThat(entries).hasSize(3).anyMatch(Files::isSymbolicLink);
        }
    }

    @Test
    void newAddressBringsANewCertificateAndAVanishedOneDoesNot() throws Exception {
        NodeCertificate first = store().ensure(Hosts.host("alpha", "10.1.2.3"));
        NodeCertificate second = store().ensure(Hosts.host("alpha", "10.1.2.3", "192.168.7.7"));
        NodeCertificate third = store().ensure(Hosts.host("alpha", "192.168.7.7"));
        assertThat(second.issuedBecause()).isEqualTo("new for this machine: 192.168.7.7");
        assertThat(second.chain()).isNotEqualTo(first.chain());
        assertThat(third.chain()).isEqualTo(second.chain());
    }

    @Test
    void addressThatTheCaMayNotVouchForIsLeftOutAndTold() throws Exception {
        store().ensure(Hosts.ALPHA);
        NodeCertificate second = store().ensure(Hosts.host("alpha", "10.1.2.3", "8.8.8.8"));
        assertThat(second.leftOut()).containsExactly("8.8.8.8");
        assertThat(second.issuedBecause()).isNull();
    }

    @Test
    void crowdOfTwentyMakesOneCaAndOneCertificate() throws Exception {
        List<Callable<NodeCertificate>> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            crowd.add(() -> store().ensure(Hosts.ALPHA));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<NodeCertificate> results = new ArrayList<>();
            for (Future<NodeCertificate> result : threads.invokeAll(crowd)) {
                results.add(result.get());
            }
            assertThat(results).filteredOn(NodeCertificate::caIsNew).hasSize(1);
            assertThat(results)
                    .extracting(NodeCertificate::chain)
                    .containsOnly(results.getFirst().chain());
        }
    }

    @Test
    void twoHostsShareTheCa() throws Exception {
        NodeCertificate alpha = store().ensure(Hosts.ALPHA);
        NodeCertificate odd = store().ensure(Hosts.host("../odd name", "10.1.2.4"));
        assertThat(odd.ca()).isEqualTo(alpha.ca());
        assertThat(odd.chain()).startsWith(folder().resolve("nodes").toRealPath());
    }

    @Test
    void truncatedCaIsRefusedAndLeftAsItIs() throws Exception {
        Path file = store().ensure(Hosts.ALPHA).ca().file();
        String half = Files.readString(file).substring(0, 300);
        Files.writeString(file, half);
        assertRefused(file, "truncated or damaged");
        assertThat(file).hasContent(half);
    }

    @Test
    void emptyOrZeroedCaKeyIsRefused() throws Exception {
        Path key = store().ensure(Hosts.ALPHA).ca().file().resolveSibling("ca.key");
        Files.write(key, new byte[0]);
        assertRefused(key, "truncated or damaged");
        Files.write(key, new byte[241]);
        assertRefused(key, "truncated or damaged");
    }

    @Test
    void missingCaKeyIsRefused() throws Exception {
        Path key = store().ensure(Hosts.ALPHA).ca().file().resolveSibling("ca.key");
        Files.delete(key);
        assertRefused(key, "cannot be read");
    }

    @Test
    void keyThatOthersMayReadIsRefused() throws Exception {
        Path key = store().ensure(Hosts.ALPHA).ca().file().resolveSibling("ca.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(key, "too open");
    }

    @Test
    void foreignKeyIsRefused() throws Exception {
        Path key = store().ensure(Hosts.ALPHA).ca().file().resolveSibling("ca.key");
        KeyedCertificate other =
                new Authority(Hosts.RANDOM).create("other", NameConstraints.around(Hosts.ALPHA), Hosts.NOW);
        Files.writeString(key, Pem.ofKey(other.key()));
        assertRefused(key, "not the key of the certificate");
    }

    @Test
    void truncatedNodeCertificateIsRefusedUntilANewOneIsAskedFor() throws Exception {
        NodeCertificate node = store().ensure(Hosts.ALPHA);
        Files.writeString(node.chain(), Files.readString(node.chain()).substring(0, 100));
        assertRefused(node.chain(), "corelink --regen-cert");
        assertThat(storeAfter(Duration.ofSeconds(1)).reissue(Hosts.ALPHA).issuedBecause())
                .isEqualTo("asked for");
        assertThat(store().ensure(Hosts.ALPHA).issuedBecause()).isNull();
    }

    @Test
    void nodeOfAnotherCaIsRefused() throws Exception {
        NodeCertificate node = store().ensure(Hosts.ALPHA);
        Files.move(folder().resolve("ca"), folder().resolve("ca.old"));
        assertRefused(node.chain(), "issued by another CA");
    }

    @Test
    void linkThatLeadsNowhereIsRefused() throws Exception {
        store().ensure(Hosts.ALPHA);
        Path current = folder().resolve("nodes").resolve("alpha").resolve("current");
        Files.delete(current);
        Files.createSymbolicLink(current, Path.of("gone"));
        assertRefused(current, "leads nowhere");
    }

    @Test
    void remainsOfAnInterruptedWriteDoNotHinder() throws Exception {
        Files.createDirectories(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(folder().resolve(".new-ca"));
        Files.writeString(folder().resolve(".new-ca").resolve("ca.key"), "half");
        assertThat(store().ensure(Hosts.ALPHA).caIsNew()).isTrue();
        assertThat(folder().resolve(".new-ca")).doesNotExist();
    }

    @Test
    void expiredCaIsRefused() throws Exception {
        Path file = store().ensure(Hosts.ALPHA).ca().file();
        assertThatThrownBy(() -> storeAfter(Duration.ofDays(3_651)).ensure(Hosts.ALPHA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "ec"})
    void caOfOlderProgramsIsAdoptedWithItsKeyAsTheyWroteIt(String kind) throws Exception {
        Path ca = caByOpenssl(kind, "-traditional");
        NodeCertificate node = store().ensure(Hosts.host("alpha", "8.8.8.8"));
        assertThat(node.caIsNew()).isFalse();
        assertThat(node.leftOut()).as("nothing limits such a CA").isEmpty();
        Process verify = new ProcessBuilder(
                        "openssl",
                        "verify",
                        "-no_check_time",
                        "-CAfile",
                        ca.toString(),
                        node.chain().toString())
                .start();
        assertThat(verify.waitFor()).isZero();
        assertThat(store().ensure(Hosts.host("alpha", "8.8.8.8")).issuedBecause())
                .isNull();
    }

    @Test
    void keyThatIsNeitherEcNorRsaIsRefused() throws Exception {
        Path ca = caByOpenssl("ed25519");
        assertRefused(ca.resolveSibling("ca.key"), "neither EC nor RSA");
    }

    /** A CA as openssl makes it unless told more: no name constraints, and a key of its own form. */
    private Path caByOpenssl(String kind, String... form) throws Exception {
        store().ensure(Hosts.ALPHA);
        Path ca = folder().resolve("ca").resolve("ca.crt");
        Path key = ca.resolveSibling("ca.key");
        Files.delete(ca);
        Files.delete(key);
        try (Stream<Path> nodes = Files.walk(folder().resolve("nodes"))) {
            for (Path path : nodes.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        String made = kind.equals("ec") ? "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1" : "-newkey " + kind;
        shell("openssl req -x509 " + made + " -nodes -days 3650 -subj '/CN=CoreLink CA' -keyout " + key + ".new -out "
                + ca);
        shell("openssl pkey -in " + key + ".new -out " + key + " " + String.join(" ", form));
        Files.delete(Path.of(key + ".new"));
        Files.setPosixFilePermissions(ca, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return ca;
    }

    private static void shell(String line) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void nodeHasACopyOfItsCasCertificateAndGetsOneIfItLacksIt() throws Exception {
        NodeCertificate node = store().ensure(Hosts.ALPHA);
        Path copy = node.current().resolve("ca.crt");
        assertThat(copy).hasSameTextualContentAs(node.ca().file());
        Files.delete(copy);
        assertThat(storeAfter(Duration.ofSeconds(1)).ensure(Hosts.ALPHA).issuedBecause())
                .contains("no copy of its CA");
        assertThat(copy).exists();
    }

    @Test
    void askingForTheCaMakesNone() throws Exception {
        assertThat(store().ca(Hosts.ALPHA)).isEmpty();
        assertThat(folder()).doesNotExist();
        NodeCertificate node = store().ensure(Hosts.ALPHA);
        assertThat(store().ca(Hosts.ALPHA)).contains(node.ca());
    }

    private void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> store().ensure(Hosts.ALPHA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path folder() {
        return home.resolve(".corelink");
    }

    private CertificateStore store() {
        return storeAfter(Duration.ZERO);
    }

    private CertificateStore storeAfter(Duration time) {
        InstantSource clock = Hosts.clockAfter(time);
        return new CertificateStore(folder(), new Authority(Hosts.RANDOM), clock, FileOwners.OF_PROCESS);
    }
}
