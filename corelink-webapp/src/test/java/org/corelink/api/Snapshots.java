package org.corelink.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;
import org.corelink.cluster.event.EventKind;
import org.corelink.cluster.event.EventLog;
import org.corelink.cluster.event.News;
import org.corelink.cluster.history.Course;
import org.corelink.cluster.history.NodeHistory;
import org.corelink.cluster.history.TrackedQuantity;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeState;
import org.corelink.node.ReadingAges;
import org.corelink.node.Traffic;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;

/** What programs are told, for tests. */
public final class Snapshots {
    /** The moment of all of them, nanoseconds. */
    public static final long NOW_NANOS = 12_345_678_901L;

    private static final Snapshot.Release RELEASE = new Snapshot.Release("0.02.0", "k3f9a0c1");
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

    private Snapshots() {}

    /** A snapshot of the view, in which nothing has happened. */
    public static Snapshot of(ClusterView view) {
        return of(view, EventLog.EMPTY);
    }

    /** A snapshot of the view and the log. */
    public static Snapshot of(ClusterView view, EventLog log) {
        return new Snapshot(
                RELEASE,
                view,
                log,
                counters(),
                new GossipStatus(List.of("eth0 (10.0.0.7)", "eth1 (10.1.0.7)"), 425_984, 3),
                NOW_NANOS);
    }

    /** A snapshot in which everything is known that can be: every field, every label. */
    public static Snapshot full() {
        return of(Views.view(7, self(), Views.node("3fa2", 97), down()), log());
    }

    /** An hour in which everything is known of every machine. */
    public static NodeHistory history(NodeId node) {
        return new NodeHistory(
                178, TIME, courses(TrackedQuantity.OF_MACHINE), new TreeMap<>(Map.of(0, courses(TrackedQuantity.OF_GPU))));
    }

    private static List<Course> courses(List<TrackedQuantity> quantities) {
        return quantities.stream()
                .map(quantity -> new Course(quantity, Arrays.asList(0, null, 64)))
                .toList();
    }

    /** The machine that answers; it tells all that a machine can. */
    public static NodeView self() {
        NodeState state = new NodeState(
                "0.02.0",
                false,
                List.of(gpu(), lost()),
                "GPU is lost",
                1_000,
                10_000,
                -0.0035,
                1.2,
                93_784L,
                machine());
        return Views.self(Views.heardAt(Views.saying(Views.named("ws1", Views.node("0001")), state), NOW_NANOS));
    }

    /** A machine that is down, with the last that it said. */
    public static NodeView down() {
        return Views.with(Views.node("dead", 55, 66), MemberState.DOWN, "its port is closed");
    }

    /** A log with an event of each kind. */
    public static EventLog log() {
        List<News> news = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            List<Integer> gpus = kind == EventKind.GPU_LOST ? List.of(1, 2) : List.of();
            news.add(new News(kind, down().id(), "dead", gpus, 1, "because of " + kind.word()));
        }
        return EventLog.EMPTY.with(news, TIME);
    }

    /** Something that has happened to the machine that is down. */
    public static News news(String reason) {
        return new News(EventKind.LIMITED, down().id(), "dead", List.of(), 1, reason);
    }

    private static GossipCounters counters() {
        GossipCounters zero = GossipCounters.ZERO;
        Map<RejectReason, Long> rejected = Stream.of(RejectReason.values())
                .collect(Collectors.toMap(Function.identity(), reason -> reason == RejectReason.FORGED ? 5L : 0L));
        return new GossipCounters(105, zero.accepted(), 10, rejected, 9_000, zero.sent(), 40, 4_000, 1, 2, 3, 4, 5, 0);
    }

    private static MachineReading machine() {
        return new MachineReading(
                List.of(new NetworkLink("eth0", 1_000, 10_000, Duplex.FULL)),
                "chrony",
                new SystemReading(
                        12.5,
                        new LoadAverage(0.5, 0.75, 1.25),
                        new MemorySize(64_000, 32_000),
                        93_784L,
                        "6.1.0-18-amd64",
                        "4d5c"),
                new DiskReading(100_000L, 50_000L, 120L),
                new ProcessCost(0.4, 148L, 60L, 35, 90),
                new Traffic(0.7, 0.5, 1.5, 2.5),
                new GpuSample.Origin("NVML", "libnvidia-ml.so.1 is loaded", "the driver hung"),
                ReadingAges.of(source -> 500L),
                0);
    }

    private static Gpu lost() {
        GpuInventory inventory = GpuInventory.of(1, "RTX A6000", PcieLink.UNKNOWN);
        return new Gpu(inventory, GpuReading.UNKNOWN, GpuCondition.ofFault("GPU is lost"));
    }

    /** A GPU whose driver gives everything. */
    private static Gpu gpu() {
        PcieLink link = new PcieLink(4, 16);
        GpuInventory inventory = new GpuInventory(
                0,
                "H100 80GB HBM3",
                new GpuIdentity("00000000:41:00.0", "GPU-8f9a", "1320", "96.00", "550.54", "12.4"),
                81_559,
                new PowerLimits(700, 200, 700),
                new PcieLinks(new PcieLink(1, 16), link, link, link),
                new MigPartition(true, List.of(new MigPartition.Instance(0, 1, 0, 16, 100, 10_000))),
                ComputeMode.EXCLUSIVE_PROCESS,
                List.of(new NvLink(0, true)));
        Map<GpuQuantity, Integer> values =
                Stream.of(GpuQuantity.values()).collect(Collectors.toMap(Function.identity(), quantity -> 42));
        values.put(GpuQuantity.PERFORMANCE_STATE, 2);
        GpuReading reading = new GpuReading(
                values,
                EnumSet.of(ThrottleReason.POWER_CAP),
                List.of(new GpuProcess(
                        4711,
                        GpuProcess.Type.COMPUTE_AND_GRAPHICS,
                        2_048,
                        new GpuProcess.Owner("anna", "python train.py --key=secret", "0123456789ab"))));
        return new Gpu(inventory, reading, GpuCondition.WORKING);
    }

    /** What JSON could leak; none of it may be in an answer. */
    public static Set<String> secrets() {
        return Set.of("train.py", "secret");
    }
}
