package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many first starts of the tool at once, in a home that has nothing yet. */
@Tag("slow")
class ConcurrentStartsIT {
    private static final int STARTS = 20;

    @TempDir
    private Path home;

    @Test
    void twentyStartsAtOnceMakeOneCaAndEachFindsAWholePair() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(start());
        }
        List<String> words = new ArrayList<>();
        for (Process start : starts) {
            words.add(new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(start.waitFor()).as(words.getLast()).isZero();
        }
        assertThat(words).allMatch(said -> said.contains("New certificate "));
        assertThat(words)
                .filteredOn(said -> said.contains("(new)"))
                .as("who has made the CA")
                .hasSize(1);
        Path store = home.resolve(".corelink");
        assertThat(store.resolve("ca")).isDirectoryContaining("glob:**/ca.crt").isDirectoryContaining("glob:**/ca.key");
        assertThat(store.resolve("ca").toFile().list()).hasSize(2);
        assertThat(store.toFile().list()).as("no half-made CA is left").noneMatch(name -> name.startsWith(".new-"));
        pairIsWhole(
                store.resolve("nodes/alpha/current"),
                certificates(store.resolve("ca/ca.crt")).getFirst());
    }

    private static void pairIsWhole(Path pair, X509Certificate ca) throws Exception {
        List<X509Certificate> chain = certificates(pair.resolve("node.crt"));
        assertThat(chain).hasSize(2).last().isEqualTo(ca);
        chain.getFirst().verify(ca.getPublicKey());
        byte[] message = {1};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key(pair.resolve("node.key")));
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(chain.getFirst().getPublicKey());
        signature.update(message);
        assertThat(signature.verify(signed))
                .as("key and certificate belong together")
                .isTrue();
    }

    private static List<X509Certificate> certificates(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private static PrivateKey key(Path file) throws Exception {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private Process start() throws IOException {
        ProcessBuilder start = new ProcessBuilder(AssembledImage.command("--regen-cert", "--hostname", "alpha"))
                .redirectErrorStream(true);
        start.environment().put("HOME", home.toString());
        start.environment().remove("SUDO_USER");
        return start.start();
    }
}
