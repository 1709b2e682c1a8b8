package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.seal.KeyringText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches machines that have joined while their consoles run: another group key, and another certificate. */
@Tag("slow")
class KeyRotationIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(10);
    private static final Set<String> ALL = Set.of("alpha", "beta", "gamma");

    @TempDir
    private Path folder;

    @Test
    void anotherKeyReachesAllMachinesWithNobodyOutOfSightAndOneThatWasOffFetchesIt() throws Exception {
        try (AdministratorAccount _ = AdministratorAccount.create();
                LanOfMachines lan = new LanOfMachines();
                ServedMachine alpha = new ServedMachine("alpha", lan.add("alpha", 0), folder);
                ServedMachine beta = new ServedMachine("beta", lan.add("beta", 1), folder);
                ServedMachine gamma = new ServedMachine("gamma", lan.add("gamma", 2), folder)) {
            List<ServedMachine> machines = List.of(alpha, beta, gamma);
            seal(machines);
            GroupKey before = ring(alpha).current();
            try (Sight sight = new Sight(List.of(alpha, beta))) {
                gamma.stop();
                assertThat(alpha.run(0, "", "--rotate-keys")).contains("epoch 2", "The keys are rotated");
                sight.neverLongerLostThan(OUT_OF_SIGHT);
            }
            awaitRingOf(alpha, beta);
            assertThat(ring(alpha).keys()).hasSize(1).doesNotContain(before);
            assertThat(ring(gamma).current()).isEqualTo(before);
            gamma.serve();
            awaitAll(machines);
            awaitRingOf(alpha, gamma);
            newCertificateIsTaken(beta);
            agentAnswersWhereNoConsoleRuns(alpha, beta);
        }
    }

    private static void newCertificateIsTaken(ServedMachine beta) throws Exception {
        X509Certificate before = certificate(beta);
        assertThat(beta.run(0, "", "--regen-cert")).contains("New certificate", "takes it within seconds");
        assertThat(certificate(beta)).isNotEqualTo(before);
        assertThat(certificate(beta).getIssuerX500Principal()).isEqualTo(before.getIssuerX500Principal());
        beta.await("all machines", SOON, online -> online.equals(ALL));
    }

    private static void agentAnswersWhereNoConsoleRuns(ServedMachine alpha, ServedMachine beta) throws Exception {
        alpha.stop();
        X509Certificate before = certificate(beta);
        assertThat(beta.run(4, "", "--regen-cert")).contains("does not answer", "stay as they are");
        assertThat(certificate(beta)).isEqualTo(before);
        Process agent = alpha.start("", "--agent");
        try (BufferedReader said = agent.inputReader()) {
            assertThat(said.lines()
                            .filter(line -> line.contains("Ctrl-C ends it"))
                            .findFirst())
                    .contains("Machines that have joined are answered on port 47103. Ctrl-C ends it.");
            assertThat(beta.run(0, "", "--regen-cert")).contains("New certificate");
            agent.destroy();
            assertThat(agent.waitFor()).isZero();
        } finally {
            agent.destroyForcibly();
        }
        assertThat(certificate(beta)).isNotEqualTo(before);
    }

    private static void seal(List<ServedMachine> machines) throws Exception {
        ServedMachine first = machines.getFirst();
        first.run(0, "", "--seal", "--gossip", "sealed");
        for (ServedMachine machine : machines) {
            if (machine != first) {
                PastedLine.join(first, machine);
            }
            machine.serve();
        }
        awaitAll(machines);
    }

    private static void awaitAll(List<ServedMachine> machines) throws InterruptedException {
        for (ServedMachine machine : machines) {
            machine.await("all machines", SOON, online -> online.equals(ALL));
        }
    }

    /** The last step of a rotation, which nobody has to wait for. */
    private static void awaitRingOf(ServedMachine first, ServedMachine other) throws Exception {
        other.await("the ring of " + first.name(), SOON, _ -> text(other).equals(text(first)));
    }

    private static String text(ServedMachine machine) {
        try {
            return Files.readString(node(machine).resolve("gossip-keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Keyring ring(ServedMachine machine) {
        return KeyringText.parse(text(machine));
    }

    private static X509Certificate certificate(ServedMachine machine) throws Exception {
        try (var in = Files.newInputStream(node(machine).resolve("current/node.crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static Path node(ServedMachine machine) {
        return machine.folder().resolve("nodes").resolve(machine.name());
    }
}
