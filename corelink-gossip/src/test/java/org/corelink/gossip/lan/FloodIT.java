package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What twenty thousand bad datagrams a second must not do to a node and its members. */
@Timeout(600)
@Isolated("it measures what a node costs under load")
class FloodIT {
    private static final System.Logger LOG = System.getLogger(FloodIT.class.getName());
    private static final Duration START = Duration.ofSeconds(40);
    private static final int PER_SECOND = 20_000;

    /** How long it takes; the profile "full" takes more. */
    private static final Duration FLOOD = Duration.ofSeconds(Integer.getInteger("corelink.flood.seconds", 12));

    private static final long MAX_GAP_MILLIS = 7_000;
    private static final long MAX_GROWTH_BYTES = 64L << 20;
    private static final long POLL_NANOS = 250_000_000;

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"OPEN", "SEALED"})
    void nodeKeepsItsRhythmAndItsMembersUnderAFlood(Mode mode) throws Exception {
        try (Lan lan = Lan.of(5)) {
            List<Host> hosts = lan.hosts();
            Host flooding = hosts.get(3);
            Host listening = hosts.get(4);
            try (Cluster cluster = Cluster.on(hosts.subList(0, 3), mode);
                    Ear ear = Ear.of(listening, hosts.getFirst());
                    Flood flood = Flood.from(flooding, hosts.getFirst(), forged(mode, hosts))) {
                cluster.all().awaitExactly(3, START);
                check(cluster, ear, flood, mode);
            }
        }
    }

    /** In the open format, an address is all that a member is known by before its word is read. */
    private static List<String> forged(Mode mode, List<Host> hosts) {
        return mode == Mode.OPEN ? List.of() : List.of(hosts.get(1).address());
    }

    private static void check(Cluster cluster, Ear ear, Flood flood, Mode mode) throws Exception {
        LanNode node = cluster.node(1);
        ProcessFigures before = node.figures();
        long receivedBefore = received(node);
        long start = System.nanoTime();
        FutureTask<Long> rate = started(() -> flood.send(PER_SECOND * 5 / 4, FLOOD));
        while (!rate.isDone()) {
            assertAllOnline(cluster);
            LockSupport.parkNanos(POLL_NANOS);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        ProcessFigures after = node.figures();
        List<Long> gaps = ear.gapMillisSince(start);
        double cores = (double) after.cpu().minus(before.cpu()).toNanos() / time.toNanos();
        long growth = after.residentBytes() - before.residentBytes();
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} datagrams a second, {2} read, for {3} s: {4} cores, memory {5} MiB more, heartbeats after {6}"
                        + " ms",
                mode,
                rate.get(),
                (received(node) - receivedBefore) / time.toSeconds(),
                time.toSeconds(),
                cores,
                growth >> 20,
                gaps);

        assertThat(rate.get()).as("datagrams a second").isGreaterThanOrEqualTo(PER_SECOND);
        assertThat(cores).as("cores").isLessThan(1);
        assertThat(growth).as("bytes of memory").isLessThan(MAX_GROWTH_BYTES);
        assertThat(gaps).isNotEmpty().allMatch(gap -> gap <= MAX_GAP_MILLIS);
        try (NodeView view = node.view()) {
            assertThat(view.counters()).containsEntry("FAULTS", 0L);
        }
    }

    private static long received(LanNode node) throws IOException {
        try (NodeView view = node.view()) {
            return view.counters().get("RECEIVED");
        }
    }

    private static FutureTask<Long> started(Callable<Long> action) {
        FutureTask<Long> task = new FutureTask<>(action);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static void assertAllOnline(Cluster cluster) throws IOException {
        for (LanNode observer : List.of(cluster.node(1), cluster.node(2))) {
            try (NodeView view = observer.view()) {
                for (String member : List.of("n1", "n2", "n3")) {
                    assertThat(view.get(member).state())
                            .as("%s at %s, counters %s", member, observer.name(), view.counters())
                            .matches(State::isAlive);
                }
            }
        }
    }
}
