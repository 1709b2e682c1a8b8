package org.corelink.gpu.nvml;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuProcess.Owner;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuSurroundings;
import org.jspecify.annotations.Nullable;

/** Asks the library which processes are on a device. One thread. */
final class NvmlProcesses {
    /** {@code nvmlProcessInfo_t}: process id, used memory, two ids of MIG; and before these were added. */
    private static final int INFO_BYTES = 24;

    private static final int OLD_INFO_BYTES = 16;
    private static final int MEMORY_OFFSET = 8;

    /** Beyond the limit of what is kept there may be some that are kept. */
    private static final int ROOM = 4 * GpuProcess.MAX_PROCESSES;

    private final NvmlReader reader;
    private final GpuSurroundings surroundings;
    private final MemorySegment infos = Arena.ofAuto().allocate((long) ROOM * INFO_BYTES, Long.BYTES);

    NvmlProcesses(NvmlReader reader, GpuSurroundings surroundings) {
        this.reader = reader;
        this.surroundings = surroundings;
    }

    /** What one list says of a process. */
    private record Use(GpuProcess.Type type, @Nullable Integer memoryMiB) {
        Use and(Use other) {
            boolean both = type != other.type && type != GpuProcess.Type.MPS && other.type != GpuProcess.Type.MPS;
            GpuProcess.Type joined = both ? GpuProcess.Type.COMPUTE_AND_GRAPHICS : other.type;
            return new Use(joined, memoryMiB == null ? other.memoryMiB : memoryMiB);
        }
    }

    /** All of them, by id; null where the library does not tell. */
    @Nullable
    List<GpuProcess> of(long device) {
        Map<Long, Use> uses = new TreeMap<>();
        boolean compute =
                add(uses, device, GpuProcess.Type.COMPUTE, NvmlCall.COMPUTE_PROCESSES, NvmlCall.COMPUTE_PROCESSES_OLD);
        boolean graphics = add(
                uses, device, GpuProcess.Type.GRAPHICS, NvmlCall.GRAPHICS_PROCESSES, NvmlCall.GRAPHICS_PROCESSES_OLD);
        add(uses, device, GpuProcess.Type.MPS, NvmlCall.MPS_PROCESSES, NvmlCall.MPS_PROCESSES_OLD);
        if (!compute && !graphics) {
            return null;
        }
        List<GpuProcess> processes = new ArrayList<>();
        uses.forEach((pid, use) -> {
            if (processes.size() < GpuProcess.MAX_PROCESSES) {
                processes.add(new GpuProcess(pid, use.type, use.memoryMiB, owner(pid)));
            }
        });
        return processes;
    }

    private Owner owner(long pid) {
        Owner owner = surroundings.owners().apply(pid);
        return owner.command() == null ? owner.orCommand(reader.processName(pid)) : owner;
    }

    private boolean add(Map<Long, Use> uses, long device, GpuProcess.Type type, NvmlCall call, NvmlCall old) {
        boolean isNew = reader.library().has(call);
        MemorySegment count = reader.cleared();
        count.set(ValueLayout.JAVA_INT, 0, ROOM);
        if (!reader.succeeded(reader.library().call(isNew ? call : old, device, count, infos))) {
            return false;
        }
        int stride = isNew ? INFO_BYTES : OLD_INFO_BYTES;
        long found = Math.min(ROOM, reader.intAt(0));
        for (long i = 0; i < found; i++) {
            long pid = Integer.toUnsignedLong(infos.get(ValueLayout.JAVA_INT, i * stride));
            long bytes = infos.get(ValueLayout.JAVA_LONG, i * stride + MEMORY_OFFSET);
            Use use = new Use(type, NvmlMemory.mib(GpuQuantity.MEMORY_USED, bytes));
            uses.merge(pid, use, Use::and);
        }
        return true;
    }
}
