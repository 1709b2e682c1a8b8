package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random points of issuance: afterwards there is the old pair or the new one, never a mix. */
class KilledIssuanceIT {
    private static final int KILLS = Integer.getInteger("corelink.kills", 12);

    /** One issuance takes some milliseconds once the JVM is warm. */
    private static final int WINDOW_MICROS = 30_000;

    @TempDir
    private Path home;

    @Test
    void pairIsWholeAfterEachKill() throws Exception {
        long seed = new Random().nextLong();
        Random dice = new Random(seed);
        Path folder = home.resolve(".corelink");
        CertificateStore store = new CertificateStore(
                folder, new Authority(Hosts.RANDOM), InstantSource.system(), FileOwners.OF_PROCESS);
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileIssuing(folder, dice);
            NodeCertificate node = store.ensure(Hosts.ALPHA);
            assertThat(node.issuedBecause())
                    .as("kill %d of seed %d: whether there was a usable pair", kill, seed)
                    .isNull();
            assertThat(Files.readString(node.current().resolve("node.crt"))).isEqualTo(Files.readString(node.chain()));
        }
        assertThat(store.reissue(Hosts.ALPHA).caIsNew()).isFalse();
        assertThat(folder.resolve("nodes").resolve("alpha").toFile().list())
                .as("remains are cleared away")
                .hasSize(3);
    }

    private static void killWhileIssuing(Path folder, Random dice) throws Exception {
        Process issuer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IssuingForever.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = issuer.inputReader()) {
            // The third one on: the first makes the CA, and is slow.
            for (int i = 0; i < 3; i++) {
                assertThat(lines.readLine()).isEqualTo("next");
            }
            LockSupport.parkNanos(
                    Duration.ofNanos(1_000L * dice.nextInt(WINDOW_MICROS)).toNanos());
        } finally {
            issuer.destroyForcibly().waitFor();
        }
    }
}
