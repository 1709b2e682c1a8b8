package org.corelink.api;

import java.util.List;
import org.corelink.cluster.NodeView;
import org.corelink.gpu.GpuSample;
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
import org.jspecify.annotations.Nullable;

/** One machine as JSON. */
final class NodeJson {
    private static final long BITS_PER_MBIT = 1_000_000;
    private static final long BITS_PER_KBIT = 1_000;
    private static final long BYTES_PER_MIB = 1L << 20;
    private static final long BYTES_PER_KIB = 1L << 10;

    private static final double MILLIS_PER_SECOND = 1_000;

    private NodeJson() {}

    static void write(Fields json, NodeView node, Snapshot snapshot) {
        NodeState state = node.state();
        json.text("id", node.id().value())
                .text("host", node.name())
                .text("state", Words.of(node.membership()))
                .text("reason", node.reason())
                .number("lastSeenSeconds", snapshot.lastSeenSeconds(node))
                .flag("live", Snapshot.isLive(node))
                .flag("self", node.self())
                .flag("hostTaken", node.nameTaken())
                .flag("simulated", state.simulated())
                .flag("unverified", node.unverified())
                .text("version", state.version())
                .texts("addresses", node.self() ? snapshot.ownAddresses() : List.of(node.address()))
                .number("uptimeSeconds", state.uptimeSeconds())
                .number("clockDriftSeconds", state.clockDriftSeconds())
                .text("clockSource", state.machine().clockSource())
                .number("linkBitsPerSecond", known(state.linkMbit(), BITS_PER_MBIT))
                .number("linkMaxBitsPerSecond", known(state.linkMaxMbit(), BITS_PER_MBIT))
                .number("corelinkBitsPerSecond", Math.round(state.corelinkKbps() * BITS_PER_KBIT));
        machine(json, state.machine());
        ages(json, state.machine().ages(), Math.round(snapshot.lastSeenSeconds(node) * MILLIS_PER_SECOND));
        json.text("gpuProblem", state.gpuProblem()).objects("gpus", state.gpus(), GpuJson::write);
    }

    private static void machine(Fields json, MachineReading machine) {
        if (!machine.links().isEmpty()) {
            json.objects("links", machine.links(), NodeJson::link);
        }
        if (!machine.system().equals(SystemReading.UNKNOWN)) {
            json.object("system", fields -> system(fields, machine.system()));
        }
        if (!machine.disk().equals(DiskReading.UNKNOWN)) {
            json.object("disk", fields -> disk(fields, machine.disk()));
        }
        if (!machine.process().equals(ProcessCost.UNKNOWN)) {
            json.object("process", fields -> process(fields, machine.process()));
        }
        if (!machine.traffic().equals(Traffic.NONE)) {
            json.object("traffic", fields -> traffic(fields, machine.traffic()));
        }
        if (!machine.gpuSource().equals(GpuSample.Origin.UNKNOWN)) {
            json.object("gpuSource", fields -> origin(fields, machine.gpuSource()));
        }
    }

    private static void origin(Fields json, GpuSample.Origin origin) {
        json.text("name", origin.source()).text("reason", origin.reason()).text("lastError", origin.lastError());
    }

    /** How old the values of each source are now: what they were when told, and the time since. */
    private static void ages(Fields json, ReadingAges ages, long sinceMillis) {
        if (!ages.equals(ReadingAges.UNKNOWN)) {
            ReadingAges now = ages.later(sinceMillis);
            json.object(
                    "readingAgeSeconds",
                    fields -> now.millis()
                            .forEach((source, millis) -> fields.number(Words.of(source), millis / MILLIS_PER_SECOND)));
        }
    }

    private static void link(Fields json, NetworkLink link) {
        json.text("name", link.name())
                .number("bitsPerSecond", known(link.mbit(), BITS_PER_MBIT))
                .number("maxBitsPerSecond", known(link.maxMbit(), BITS_PER_MBIT))
                .text("duplex", link.duplex() == Duplex.UNKNOWN ? null : Words.of(link.duplex()));
    }

    private static void system(Fields json, SystemReading system) {
        json.number("cpuPercent", system.cpuPercent());
        LoadAverage load = system.load();
        if (load != null) {
            json.number("load1", load.oneMinute())
                    .number("load5", load.fiveMinutes())
                    .number("load15", load.fifteenMinutes());
        }
        MemorySize memory = system.memory();
        if (memory != null) {
            json.number("memoryTotalBytes", times(memory.totalMiB(), BYTES_PER_MIB))
                    .number("memoryAvailableBytes", times(memory.availableMiB(), BYTES_PER_MIB));
        }
        json.text("kernel", system.kernel()).text("bootId", system.bootId());
    }

    private static void disk(Fields json, DiskReading disk) {
        json.number("totalBytes", times(disk.totalMiB(), BYTES_PER_MIB))
                .number("freeBytes", times(disk.freeMiB(), BYTES_PER_MIB))
                .number("corelinkBytes", times(disk.ownKiB(), BYTES_PER_KIB));
    }

    private static void process(Fields json, ProcessCost process) {
        json.number("cpuPercent", process.cpuPercent())
                .number("residentBytes", times(process.residentMiB(), BYTES_PER_MIB))
                .number("heapBytes", times(process.heapMiB(), BYTES_PER_MIB))
                .number("threads", process.threads())
                .number("openFiles", process.descriptors());
    }

    private static void traffic(Fields json, Traffic traffic) {
        json.number("sentBitsPerSecond", Math.round(traffic.sentKbps() * BITS_PER_KBIT))
                .number("receivedBitsPerSecond", Math.round(traffic.receivedKbps() * BITS_PER_KBIT))
                .number("sentDatagramsPerSecond", traffic.sentPerSecond())
                .number("receivedDatagramsPerSecond", traffic.receivedPerSecond());
    }

    /** 0 stands for unknown. */
    private static @Nullable Long known(int value, long factor) {
        return value == 0 ? null : (Long) (value * factor);
    }

    private static @Nullable Long times(@Nullable Long value, long factor) {
        return value == null ? null : (Long) (value * factor);
    }
}
