package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three machines on one LAN, each with the commands that a person gives there. */
class SealedClusterIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(20);
    private static final Set<String> ALL = Set.of("alpha", "beta", "gamma");

    @TempDir
    private Path folder;

    @Test
    void machinesGoFromOpenToMixedToSealedInSightOfEachOtherAndOneIsEvicted() throws Exception {
        try (AdministratorAccount _ = AdministratorAccount.create();
                LanOfMachines lan = new LanOfMachines();
                ServedMachine alpha = new ServedMachine("alpha", lan.add("alpha", 0), folder);
                ServedMachine beta = new ServedMachine("beta", lan.add("beta", 1), folder);
                ServedMachine gamma = new ServedMachine("gamma", lan.add("gamma", 2), folder)) {
            List<ServedMachine> machines = List.of(alpha, beta, gamma);
            for (ServedMachine machine : machines) {
                machine.serve();
            }
            awaitAll(machines);
            assertThat(alpha.manage("evict?node=beta")).startsWith("FAIL - This cluster is open");
            try (Sight sight = new Sight(machines)) {
                assertThat(alpha.run(0, "", "--seal")).contains("New keys", "mixed");
                alpha.restart();
                for (ServedMachine machine : List.of(beta, gamma)) {
                    PastedLine.join(alpha, machine);
                    machine.restart();
                }
                awaitAll(machines);
                for (ServedMachine machine : machines) {
                    assertThat(machine.run(0, "", "--seal", "--gossip", "sealed"))
                            .contains("sealed");
                    machine.restart();
                }
                awaitAll(machines);
                sight.neverLongerLostThan(OUT_OF_SIGHT);
            }
            assertThat(machines)
                    .allSatisfy(machine -> assertThat(machine.unverified()).isZero());
            caKeyIsOnAlphaAlone(machines);
            evict(alpha, beta, gamma);
            evictByTheManager(alpha, beta);
        }
    }

    @Test
    void invitationEndsWithZeroByASignalAndNobodyListensAnyMore() throws Exception {
        try (LanOfMachines lan = new LanOfMachines();
                ServedMachine alpha = new ServedMachine("alpha", lan.add("alpha", 0), folder)) {
            Process invitation = alpha.start("", "--invite", "--invite-port", "47993");
            Matcher line = PastedLine.pasted(invitation.inputReader());
            assertThat(line.group(1)).isEqualTo(alpha.address() + ":47993");
            invitation.destroy();
            assertThat(invitation.waitFor()).isZero();
            assertThat(alpha.run(4, line.group(3), "--join", line.group(1), "--ca-hash", line.group(2)))
                    .contains("Nobody answers");
        }
    }

    private static void awaitAll(List<ServedMachine> machines) throws InterruptedException {
        for (ServedMachine machine : machines) {
            machine.await("all machines", SOON, online -> online.equals(ALL));
        }
    }

    private static void caKeyIsOnAlphaAlone(List<ServedMachine> machines) throws IOException {
        String secret = Files.readString(machines.getFirst().folder().resolve("ca/ca.key"))
                .lines()
                .toList()
                .get(1);
        for (ServedMachine machine : machines.subList(1, machines.size())) {
            try (Stream<Path> files = Files.walk(machine.folder())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret);
                }
            }
        }
    }

    private static void evict(ServedMachine alpha, ServedMachine beta, ServedMachine gamma) throws Exception {
        assertThat(alpha.run(0, "", "--evict", "gamma")).contains("gamma is out", "epoch 2", "beta");
        // No console is started anew, and nobody is invited again.
        for (ServedMachine staying : List.of(alpha, beta)) {
            staying.await("two machines", SOON, online -> online.equals(Set.of("alpha", "beta")));
        }
        gamma.await("itself alone", SOON, online -> online.equals(Set.of("gamma")));
    }

    /** As an administrator does it in the console, with the password of an account of that machine. */
    private static void evictByTheManager(ServedMachine alpha, ServedMachine beta) throws Exception {
        assertThat(beta.manage("evict?node=alpha")).startsWith("FAIL - ").contains("has joined the CA of alpha");
        assertThat(alpha.manage("evict?node=gamma"))
                .isEqualTo("FAIL - No machine gamma was let in from here. Let in were: beta\n");
        assertThat(alpha.manage("gossip")).contains("Keys: [current 2, previous -, next -]");
        assertThat(alpha.manage("evict?node=beta"))
                .isEqualTo("OK - [beta] is out: it has none of the new keys, epoch [3]\n");
        for (ServedMachine apart : List.of(alpha, beta)) {
            apart.await("itself alone", SOON, online -> online.equals(Set.of(apart.name())));
        }
    }
}
