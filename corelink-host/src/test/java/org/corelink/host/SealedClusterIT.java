package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
                    join(alpha, machine);
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
            Matcher line = pasted(invitation.inputReader());
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

    /** As a person does it: the line that one prints is pasted on the other. */
    private static void join(ServedMachine inviting, ServedMachine joining) throws Exception {
        Process invitation = inviting.start("", "--invite");
        BufferedReader said = invitation.inputReader();
        Matcher line = pasted(said);
        String token = line.group(3);
        Process join = joining.start(token + "\n", "--join", line.group(1), "--ca-hash", line.group(2));
        assertThat(processList()).contains("--invite", "--join").doesNotContain(token);
        String words = new String(join.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(join.waitFor()).as(words).isZero();
        assertThat(words).contains("has let this machine in").doesNotContain(token);
        assertThat(said.lines().toList()).contains(joining.name() + " has joined.");
        assertThat(invitation.waitFor()).isZero();
        assertThat(joining.run(4, token, "--join", line.group(1), "--ca-hash", line.group(2)))
                .as("the same line again")
                .contains("Nobody answers");
    }

    private static Matcher pasted(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("--join")) {
                return ServedMachine.find("--join (\\S+) --ca-hash (\\S+) <<< (\\S+)", line);
            }
        }
        throw new AssertionError("it printed no line to paste");
    }

    /** The arguments of all processes, as every user of the machine may read them. */
    private static String processList() throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-eww", "-o", "args").start();
        String list = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ps.waitFor()).isZero();
        return list;
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
        join(alpha, beta);
        // No console is started anew.
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

    /** Who sees whom, looked at all the time. */
    private static final class Sight implements AutoCloseable {
        private final List<ServedMachine> machines;
        private final Map<String, Long> seenNanos = new ConcurrentHashMap<>();
        private final Map<String, Duration> longest = new ConcurrentHashMap<>();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile boolean isOver;

        Sight(List<ServedMachine> machines) {
            this.machines = machines;
            long now = System.nanoTime();
            for (ServedMachine from : machines) {
                ALL.forEach(to -> seenNanos.put(from.name() + " sees " + to, now));
            }
            machines.forEach(machine -> threads.execute(() -> look(machine)));
        }

        private void look(ServedMachine from) {
            while (!isOver) {
                Set<String> online = from.online();
                long now = System.nanoTime();
                for (String to : ALL) {
                    String sight = from.name() + " sees " + to;
                    Duration gap = Duration.ofNanos(now - seenNanos.getOrDefault(sight, now));
                    longest.merge(sight, gap, (a, b) -> a.compareTo(b) > 0 ? a : b);
                    // A console that is just being started anew sees nobody, and that is no loss of sight.
                    if (online.isEmpty() || online.contains(to)) {
                        seenNanos.put(sight, now);
                    }
                }
                pause();
            }
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void neverLongerLostThan(Duration limit) {
            assertThat(longest)
                    .hasSize(machines.size() * ALL.size())
                    .allSatisfy((sight, gap) -> assertThat(gap).as(sight).isLessThan(limit));
        }

        @Override
        public void close() {
            isOver = true;
            threads.close();
        }
    }
}
