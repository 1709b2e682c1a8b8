package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.transport.UdpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** As many nodes as a cluster may have, with real sockets on addresses of {@code lo} and the times of production. */
@ParameterizedClass
@EnumSource(names = {"OPEN", "SEALED"})
@Timeout(900)
@Isolated("it measures what the nodes cost")
class ManyNodesIT {
    private static final System.Logger LOG = System.getLogger(ManyNodesIT.class.getName());

    /** Held, for what it is told is lost with it: a line for each of the nodes would hide the measurements. */
    private static final Logger TRANSPORT_LOG = Logger.getLogger(UdpTransport.class.getName());

    private static final String NAME = "node-";

    /** In the sealed format all of them challenge each other, and verify each other's signatures, in this one JVM. */
    private static final int SEALED_NODES = Integer.getInteger("corelink.sealed.nodes", 128);

    /** Far beyond what it takes: 254 sealed nodes exchange 64,000 signatures, on as many cores as there are. */
    private static final Duration CONVERGENCE = Duration.ofMinutes(10);

    private static final Duration MEASURED = Duration.ofSeconds(10);

    /** As much as eight GPUs say about themselves. */
    private static final Publication SAID = new Publication(
            Payload.of(("{\"gpus\":["
                            + "{\"r\":[99,81559,65,700,81559,700,0,1980,2619],\"model\":\"H100 80GB HBM3\"},".repeat(8)
                            + "{}]}")
                    .getBytes(UTF_8)),
            Payload.of(new byte[8 * 60]),
            Payload.of(new byte[8 * 6]));

    private final Mode mode;
    private final int count;

    private final int port = freePort();
    private final List<GossipNode> nodes = new ArrayList<>();

    ManyNodesIT(Mode mode) {
        this.mode = mode;
        this.count = mode == Mode.OPEN ? GossipConfig.DEFAULT_MAX_MEMBERS : SEALED_NODES;
    }

    @BeforeAll
    static void quietLog() {
        TRANSPORT_LOG.setLevel(Level.WARNING);
    }

    /** At the same time: one may take two seconds. */
    @AfterEach
    void closeAll() {
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.forEach(node -> closing.execute(node::close));
        }
    }

    @Test
    void allSeeAllAtACostThatOneMachineCanBear() throws IOException {
        long start = System.nanoTime();
        Duration cpuBefore = cpu();
        for (int i = 1; i <= count; i++) {
            nodes.add(GossipNode.start(config(i), Identity.transientAt(Instant.now()), SAID, (_, _) -> {}));
            assertThat(millis(start)).as("start of %d nodes", i).isLessThan(CONVERGENCE.toMillis());
        }
        long startedMillis = millis(start);
        while (!nodes.stream().allMatch(this::isComplete)) {
            assertThat(millis(start)).as(this::progress).isLessThan(CONVERGENCE.toMillis());
            LockSupport.parkNanos(50_000_000);
        }
        log(
                "all started after {0} ms, all seen by all after {1} ms, {2} ms of CPU",
                startedMillis, millis(start), cpu().minus(cpuBefore).toMillis());
        measure();

        assertThat(nodes).allMatch(this::isComplete);
        assertThat(sum(GossipCounters::faults)).isZero();
        assertThat(sum(GossipCounters::sendFailures)).isZero();
    }

    private String progress() {
        long complete = nodes.stream().filter(this::isComplete).count();
        List<Member> members =
                nodes.stream().flatMap(node -> node.view().members().stream()).toList();
        Map<MemberState, Long> states =
                members.stream().collect(Collectors.groupingBy(Member::state, Collectors.counting()));
        long unnamed = members.stream()
                .filter(member -> !member.name().startsWith(NAME))
                .count();
        Map<RejectReason, Long> rejected = nodes.stream()
                .flatMap(node -> node.counters().rejected().entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
        return "complete views: " + complete + ", rows: " + states + ", without a name: " + unnamed + ", rejected: "
                + rejected;
    }

    private void measure() {
        long heapBytes = heapBytesAfterCollection();
        Duration cpu = cpu();
        long received = sum(GossipCounters::received);
        long bytes = sum(GossipCounters::receivedBytes);
        long start = System.nanoTime();
        LockSupport.parkNanos(MEASURED.toNanos());
        double nodeSeconds = (System.nanoTime() - start) / 1e9 * count;
        log(
                "a node costs {0} ms of CPU, {1} datagrams in and {2} B in a second; heap in use {3} MiB",
                cpu().minus(cpu).toNanos() / 1e6 / nodeSeconds,
                (sum(GossipCounters::received) - received) / nodeSeconds,
                (sum(GossipCounters::receivedBytes) - bytes) / nodeSeconds,
                heapBytes >> 20);
    }

    private static long heapBytesAfterCollection() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void log(String words, Object... values) {
        LOG.log(System.Logger.Level.INFO, count + " nodes, " + mode + ": " + words, values);
    }

    private static long millis(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private long sum(ToLongFunction<GossipCounters> counter) {
        return nodes.stream().map(GossipNode::counters).mapToLong(counter).sum();
    }

    private boolean isComplete(GossipNode node) {
        return node.view().members().size() == count - 1
                && node.view().members().stream()
                        .allMatch(member -> member.state() == MemberState.ONLINE
                                && member.name().startsWith(NAME));
    }

    private GossipConfig config(int host) throws IOException {
        return GossipConfig.lan(NAME + host)
                .withPort(port)
                .withMode(mode, Rings.of(mode))
                .withBindAddress((Inet4Address) InetAddress.getByAddress(new byte[] {127, 0, 78, (byte) host}));
    }

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket()) {
            return Math.min(probe.getLocalPort(), 65_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
