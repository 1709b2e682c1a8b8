package org.corelink.api.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import org.corelink.api.Words;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeState;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;

/** The metrics of one machine. Of one that is not live there is its state and its age, and no reading. */
final class NodeMetrics {
    private static final double BYTES_PER_MBIT = 1_000_000 / 8.0;
    private static final double BYTES_PER_KBIT = 1_000 / 8.0;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double BYTES_PER_KIB = 1 << 10;
    private static final double PERCENT = 100;

    private final Families families;
    private final NodeView node;
    private final Labels labels;

    private NodeMetrics(Families families, NodeView node) {
        this.families = families;
        this.node = node;
        labels = Labels.of("node", node.id().value(), "host", node.name());
    }

    static void add(Families families, NodeView node, boolean live, double lastSeenSeconds) {
        NodeMetrics metrics = new NodeMetrics(families, node);
        metrics.membership(live, lastSeenSeconds);
        if (live) {
            metrics.state();
            metrics.system(node.state().machine());
            for (Gpu gpu : node.state().gpus()) {
                GpuMetrics.add(families, labelsOf(node, gpu), gpu);
            }
        }
    }

    private static Labels labelsOf(NodeView node, Gpu gpu) {
        return Labels.of("node", node.id().value(), "host", node.name(), "gpu", Integer.toString(gpu.index()));
    }

    private void membership(boolean live, double lastSeenSeconds) {
        families.info(
                "corelink_node",
                "The machine, its version of CoreLink, and whether it is the one that was scraped",
                labels.merge(Labels.of(
                        "version",
                        node.state().version(),
                        "self",
                        Boolean.toString(node.self()),
                        "simulated",
                        Boolean.toString(node.state().simulated()))));
        families.gauge("corelink_node_up", "Whether what the machine said still holds", labels, live);
        for (MemberState state : MemberState.values()) {
            families.gauge(
                    "corelink_node_state",
                    "1 for the state that the machine is in, 0 for the others",
                    labels.add("state", Words.of(state)),
                    node.membership() == state);
        }
        gauge("corelink_node_last_seen_age_seconds", "Time since the machine was heard", lastSeenSeconds);
    }

    private void state() {
        NodeState state = node.state();
        gauge("corelink_node_uptime_seconds", "Time since the machine booted", state.uptimeSeconds());
        gauge("corelink_node_clock_drift_seconds", "Local clock minus NTP time", state.clockDriftSeconds());
        gauge(
                "corelink_node_link_speed_bytes_per_second",
                "Negotiated speed of the fastest link",
                known(state.linkMbit(), BYTES_PER_MBIT));
        gauge(
                "corelink_node_link_max_speed_bytes_per_second",
                "Best speed that this link can do",
                known(state.linkMaxMbit(), BYTES_PER_MBIT));
        gauge(
                "corelink_node_traffic_bytes_per_second",
                "What CoreLink itself sends and receives there, mean of ten seconds",
                state.corelinkKbps() * BYTES_PER_KBIT);
        gauge("corelink_node_gpus", "GPUs that the machine lists", state.gpus().size());
        families.gauge(
                "corelink_node_gpu_problem",
                "Whether something is wrong with the GPUs of the machine; one that has no card lacks none",
                labels,
                state.hasGpuTrouble());
    }

    private void system(MachineReading machine) {
        SystemReading system = machine.system();
        gauge("corelink_node_cpu_ratio", "Share of time in which its processors worked", ratio(system.cpuPercent()));
        LoadAverage load = system.load();
        if (load != null) {
            gauge("corelink_node_load1", "Tasks that ran or waited, mean of a minute", load.oneMinute());
            gauge("corelink_node_load5", "Tasks that ran or waited, mean of 5 minutes", load.fiveMinutes());
            gauge("corelink_node_load15", "Tasks that ran or waited, mean of 15 minutes", load.fifteenMinutes());
        }
        MemorySize memory = system.memory();
        if (memory != null) {
            gauge("corelink_node_memory_total_bytes", "Memory of the machine", memory.totalMiB() * BYTES_PER_MIB);
            gauge(
                    "corelink_node_memory_available_bytes",
                    "Memory that programs can still have",
                    memory.availableMiB() * BYTES_PER_MIB);
        }
        cost(machine.process(), machine.disk());
    }

    private void cost(ProcessCost process, DiskReading disk) {
        gauge("corelink_node_process_cpu_ratio", "CoreLink's own share of one processor", ratio(process.cpuPercent()));
        gauge(
                "corelink_node_process_resident_bytes",
                "Memory that CoreLink holds",
                times(process.residentMiB(), BYTES_PER_MIB));
        gauge("corelink_node_process_heap_bytes", "Of that, objects of Java", times(process.heapMiB(), BYTES_PER_MIB));
        gauge("corelink_node_process_threads", "Threads of CoreLink", process.threads());
        gauge(
                "corelink_node_process_open_files",
                "Files, sockets and pipes that CoreLink has open",
                process.descriptors());
        gauge(
                "corelink_node_disk_total_bytes",
                "Size of the file system where CoreLink keeps its data",
                times(disk.totalMiB(), BYTES_PER_MIB));
        gauge("corelink_node_disk_free_bytes", "What is free of it", times(disk.freeMiB(), BYTES_PER_MIB));
        gauge("corelink_node_disk_own_bytes", "What CoreLink's files take of it", times(disk.ownKiB(), BYTES_PER_KIB));
    }

    private void gauge(String name, String help, @Nullable Number value) {
        families.gauge(name, help, labels, value);
    }

    /** 0 stands for unknown. */
    private static @Nullable Number known(int value, double factor) {
        return value == 0 ? null : (Number) (value * factor);
    }

    private static @Nullable Number times(@Nullable Long value, double factor) {
        return value == null ? null : (Number) (value * factor);
    }

    private static @Nullable Number ratio(@Nullable Double percent) {
        return percent == null ? null : (Number) (percent / PERCENT);
    }
}
