package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.gossip.GossipConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Consoles on machines of their own, one network namespace each, on one LAN: what they know of each other by real
 * datagrams. One of them, the observer, runs all the time; each test brings neighbours with names of their own.
 */
class NeighboursIT {
    /** The longest time between two heartbeats, 6.5 s, and some to take a sample and to look. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A second or so, by which a crash is known and a goodbye heard, and some for a slow machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    /** Room for a slow machine beside a time that the protocol sets. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    private static final Path GOLDEN = Path.of("../corelink-gossip/src/test/resources/golden");
    private static final InetSocketAddress GROUP = new InetSocketAddress(GossipConfig.GROUP, GossipConfig.DEFAULT_PORT);

    @TempDir
    static Path folder;

    private static TestAccount account;
    private static TestNetwork network;
    private static Neighbour observer;

    @BeforeAll
    static void startObserver() throws Exception {
        account = TestAccount.create("corelink-lan");
        network = TestNetwork.create();
        observer = pluggedIn("observer");
        observer.say("count", "1");
        observer.start();
    }

    @AfterAll
    static void removeEverything() throws Exception {
        try (var _ = account;
                var _ = network;
                var _ = observer) {
            // Closed in the opposite order of their making, each whether or not the others could be.
        }
    }

    private static Neighbour pluggedIn(String name) throws IOException {
        Neighbour neighbour = new Neighbour(name, network.addHost(name), folder, account);
        neighbour.host().plugIn();
        return neighbour;
    }

    @Test
    void gossipChoosesTheInterfaceOfTheLanByItself() throws Exception {
        assertThat(observer.process().fate()).isEqualTo("runs");
        assertThat(hearsGroupOn(observer.host(), TestNetwork.NIC)).isTrue();
        assertThat(hearsGroupOn(observer.host(), "lo")).isFalse();
    }

    @Test
    void twoConsolesSeeEachOthersGpusWithinSeconds() throws Exception {
        try (Neighbour beta = pluggedIn("beta")) {
            beta.say("count", "3");
            beta.start();
            observer.await("beta with three GPUs", SOON, seen -> isOnline(seen, "beta") && seen.gpus("beta") == 3);
            ConsoleSnapshot ofBeta = beta.await(
                    "observer with one GPU", SOON, seen -> isOnline(seen, "observer") && seen.gpus("observer") == 1);
            assertThat(ofBeta.gpuCell("observer", 0, "model")).isEqualTo("GeForce RTX 4090");
            assertThat(ofBeta.nodeCell("observer", "version")).isEqualTo(Version.CURRENT);
        }
    }

    @Test
    void killedConsoleIsDownAtOnceWithTheEvidenceAndItsLastValues() throws Exception {
        try (Neighbour killed = pluggedIn("killed")) {
            startBusy(killed);
            killed.kill();
            ConsoleSnapshot down =
                    observer.await("down", AT_ONCE, seen -> seen.state("killed").equals("down"));
            assertThat(down.nodeCell("killed", "state")).startsWith("down – its port is closed, said by ");
            assertThat(Integer.parseInt(down.figure("down"))).isPositive();
            assertThat(utilization(down, killed)).isEqualTo("64 %");
        }
    }

    private static void startBusy(Neighbour neighbour) throws Exception {
        neighbour.say("utilization.gpu", "64");
        neighbour.start();
        observer.await(
                "its utilisation", SOON, seen -> utilization(seen, neighbour).equals("64 %"));
    }

    @Test
    @Tag("slow")
    void killedConsoleIsRemovedAfterAMinute() throws Exception {
        try (Neighbour killed = pluggedIn("removed")) {
            startBusy(killed);
            killed.kill();
            long killedNanos = System.nanoTime();
            ConsoleSnapshot down = observer.await(
                    "down", AT_ONCE, seen -> seen.state("removed").equals("down"));
            long heardNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(down.heardMillis("removed"));
            observer.await("its removal", Duration.ofSeconds(60).plus(SLACK), seen -> {
                boolean there = seen.nodes().contains("removed");
                if (there) {
                    assertThat(seen.state("removed")).isEqualTo("down");
                    assertThat(utilization(seen, killed)).isEqualTo("64 %");
                }
                return !there;
            });
            long removedNanos = System.nanoTime();
            // Its last sign of life came after its last heartbeat, and before it was killed.
            assertThat(Duration.ofNanos(removedNanos - heardNanos)).isGreaterThan(Duration.ofSeconds(59));
            assertThat(Duration.ofNanos(removedNanos - killedNanos))
                    .isLessThan(Duration.ofSeconds(60).plus(SLACK));
        }
    }

    @Test
    void restartedConsoleIsTheSameMachineAndFreshAgainWithinTenSeconds() throws Exception {
        try (Neighbour restarted = pluggedIn("restarted")) {
            restarted.say("utilization.gpu", "11");
            restarted.start();
            ConsoleSnapshot first = observer.await(
                    "the first run", SOON, seen -> utilization(seen, restarted).equals("11 %"));
            restarted.kill();
            restarted.say("utilization.gpu", "83");
            restarted.start();
            ConsoleSnapshot second = observer.await(
                    "the second run",
                    Duration.ofSeconds(10),
                    seen -> isOnline(seen, "restarted")
                            && utilization(seen, restarted).equals("83 %"));
            assertThat(second.ids("restarted")).isEqualTo(first.ids("restarted"));
        }
    }

    @Test
    void machinesOfOneNameAreBothShownWithTheirConflict() throws Exception {
        try (Neighbour one = pluggedIn("twin");
                Neighbour other = new Neighbour("twin", network.addHost("twin-2"), folder.resolve("second"), account)) {
            other.host().plugIn();
            one.start();
            other.start();
            ConsoleSnapshot both = observer.await(
                    "the conflict",
                    SOON,
                    seen -> seen.ids("twin").stream()
                                    .filter(id -> seen.nodeCell(id, "state").equals("online – name taken twice"))
                                    .count()
                            == 2);
            assertThat(both.ids("twin"))
                    .allSatisfy(id -> assertThat(both.nodeCell(id, "node")).isEqualTo("twin · " + id.substring(0, 6)));
            other.await("the same there", SOON, seen -> seen.ids("twin").size() == 2);
            other.process().terminate();
            observer.await(
                    "the end of the conflict",
                    AT_ONCE,
                    seen -> both.ids("twin").stream()
                            .map(id -> seen.nodeCell(id, "state"))
                            .collect(Collectors.toSet())
                            .equals(Set.of("online", "left")));
        }
    }

    @Test
    void consoleStartedWithoutANetworkFindsItsNeighbourOnceTheCableIsIn() throws Exception {
        TestNetwork.Host host = network.addHost("alone");
        assertThatThrownBy(() -> host.run("ip", "route", "get", GossipConfig.GROUP))
                .hasMessageContaining("unreachable");
        try (Neighbour alone = new Neighbour("alone", host, folder, account)) {
            alone.start();
            assertThat(hearsGroupOn(host, "lo")).isTrue();
            assertThat(observer.sees().state("alone")).isEmpty();
            host.plugIn();
            Duration afterNextLook = SOON.plusSeconds(5);
            observer.await("alone", afterNextLook, seen -> isOnline(seen, "alone"));
            alone.await("observer", afterNextLook, seen -> isOnline(seen, "observer"));
            assertThat(hearsGroupOn(host, TestNetwork.NIC)).isTrue();
            assertThat(hearsGroupOn(host, "lo")).isFalse();
            assertThat(alone.process().log()).doesNotContain("Exception");
        }
    }

    @Test
    void consoleEndedBySigtermWithinFiveSecondsIsShownAsLeft() throws Exception {
        try (Neighbour ended = pluggedIn("ended")) {
            ended.start();
            observer.await("ended", SOON, seen -> isOnline(seen, "ended"));
            ended.await("observer", SOON, seen -> isOnline(seen, "observer"));
            assertThat(ended.process().terminate()).isLessThan(Duration.ofSeconds(5));
            ConsoleSnapshot left = observer.await(
                    "its goodbye", AT_ONCE, seen -> seen.state("ended").equals("left"));
            assertThat(left.nodeCell("ended", "state")).isEqualTo("left");
            assertThat(left.gpus("ended")).isEqualTo(2);
            assertThat(ended.process().log()).doesNotContain("Exception");
        }
    }

    @Test
    void nodeOfVersion001IsShownWithItsGpus() throws Exception {
        try (DatagramSocket socket = network.socket()) {
            ConsoleSnapshot seen = sendUntilSeen(socket, "gpunode-017");
            assertThat(seen.nodeCell("gpunode-017", "version")).isEqualTo("0.01.x");
            assertThat(seen.nodeCell("gpunode-017", "nic")).isEqualTo("10 / 25 Gbit/s");
            assertThat(seen.gpus("gpunode-017")).isEqualTo(2);
            assertThat(seen.gpuCell("gpunode-017", 1, "model")).isEqualTo("H100 80GB HBM3");
            assertThat(seen.gpuCell("gpunode-017", 1, "pcie")).isEqualTo("4.0 x 16");
        }
    }

    @Test
    void garbageLeavesTheConsoleUntouched() throws Exception {
        Set<String> expected = new HashSet<>(observer.sees().nodes());
        expected.add("after-garbage");
        try (DatagramSocket socket = network.socket()) {
            InetSocketAddress unicast = new InetSocketAddress(observer.host().address(), GossipConfig.DEFAULT_PORT + 1);
            List<byte[]> garbage = garbage();
            for (int i = 0; i < garbage.size(); i++) {
                send(socket, garbage.get(i), i % 2 == 0 ? GROUP : unicast);
            }
            // Heard behind the garbage: all of that has been judged by then.
            ConsoleSnapshot seen = sendUntilSeen(socket, "after-garbage");
            assertThat(seen.nodes()).allMatch(expected::contains);
            assertThat(isOnline(seen, "observer")).isTrue();
            assertThat(observer.process().log()).doesNotContain("Exception");
        }
    }

    /** What the format forbids, one way each, and what is no JSON at all. Fewer than a sender may send at once. */
    private static List<byte[]> garbage() throws IOException {
        List<byte[]> garbage = new ArrayList<>();
        try (Stream<Path> files = Files.walk(GOLDEN.resolve("rejected"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                garbage.add(Files.readAllBytes(file));
            }
        }
        assertThat(garbage).hasSizeGreaterThan(20);
        byte[] random = new byte[30_000];
        new Random(77).nextBytes(random);
        garbage.add(random);
        garbage.add(new byte[0]);
        return garbage;
    }

    /** Sends the heartbeat that a node of CoreLink 0.01.x sent, under another name, until the observer shows it. */
    private static ConsoleSnapshot sendUntilSeen(DatagramSocket socket, String name) throws Exception {
        String heartbeat = Files.readString(GOLDEN.resolve("accepted/heartbeat-0.01.x.json"));
        byte[] datagram = heartbeat.replace("gpunode-017", name).getBytes(StandardCharsets.UTF_8);
        return observer.await(name, SOON, seen -> {
            send(socket, datagram, GROUP);
            return isOnline(seen, name);
        });
    }

    private static void send(DatagramSocket socket, byte[] datagram, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, to));
        } catch (IOException e) {
            throw new AssertionError("the test cannot send to " + to, e);
        }
    }

    /** What the kernel of a machine says. */
    private static boolean hearsGroupOn(TestNetwork.Host host, String nic) throws IOException {
        return host.run("ip", "maddress", "show", "dev", nic).contains(GossipConfig.GROUP);
    }

    private static boolean isOnline(ConsoleSnapshot seen, String node) {
        return seen.state(node).equals("online");
    }

    private static String utilization(ConsoleSnapshot seen, Neighbour of) {
        return seen.gpuCell(of.name(), 0, "util");
    }
}
