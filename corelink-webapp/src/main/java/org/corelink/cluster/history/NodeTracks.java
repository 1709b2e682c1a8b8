package org.corelink.cluster.history;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.node.NodeState;
import org.corelink.node.system.MemorySize;
import org.jspecify.annotations.Nullable;

/** The tracks of one machine. Not safe for threads. */
final class NodeTracks {
    /** Most GPUs of a machine whose courses are kept: as many as it can tell of at once. */
    static final int MAX_GPUS = 16;

    private final Track machine = new Track(TrackedQuantity.OF_MACHINE);
    private final NavigableMap<Integer, Track> gpus = new TreeMap<>();

    /** Sets what the machine tells now; what it does not tell, or told before it fell silent, is unknown. */
    void set(int slot, NodeView node) {
        makeRoom(node.state().gpus());
        clear(slot);
        // What is only the last known is none of this moment.
        if (node.membership() != MemberState.ONLINE) {
            return;
        }
        machine.set(slot, quantity -> ofMachine(quantity, node.state()));
        for (Gpu gpu : node.state().gpus()) {
            gpus.get(gpu.index()).set(slot, quantity -> ofGpu(quantity, gpu.reading()));
        }
    }

    /** Keeps GPUs that are not listed now, as while a driver is loaded again, but only while there is room for them. */
    private void makeRoom(List<Gpu> listed) {
        listed.forEach(gpu -> gpus.computeIfAbsent(gpu.index(), _ -> new Track(TrackedQuantity.OF_GPU)));
        if (gpus.size() > MAX_GPUS) {
            gpus.keySet().retainAll(listed.stream().map(Gpu::index).toList());
        }
    }

    /** Forgets one slot of all tracks. */
    void clear(int slot) {
        forEach(track -> track.clear(slot));
    }

    private void forEach(Consumer<Track> action) {
        action.accept(machine);
        gpus.values().forEach(action);
    }

    /** Number of its tracks of GPUs. */
    int gpuCount() {
        return gpus.size();
    }

    /** The track of a GPU; null if there is none. */
    @Nullable
    Track gpu(int index) {
        return gpus.get(index);
    }

    /** All courses, of {@code count} steps up to the slot {@code last}. */
    List<Course> machineCourses(int last, int count) {
        return machine.courses(last, count);
    }

    /** The courses of all GPUs, of {@code count} steps up to the slot {@code last}. */
    NavigableMap<Integer, List<Course>> gpuCourses(int last, int count) {
        NavigableMap<Integer, List<Course>> courses = new TreeMap<>();
        gpus.forEach((index, track) -> courses.put(index, track.courses(last, count)));
        return courses;
    }

    private static @Nullable Integer ofMachine(TrackedQuantity quantity, NodeState state) {
        Double cpu = state.machine().system().cpuPercent();
        MemorySize memory = state.machine().system().memory();
        return switch (quantity) {
            case CPU -> cpu == null ? null : (Integer) (int) Math.round(cpu);
            case MEMORY ->
                memory == null || memory.totalMiB() <= 0
                        ? null
                        : (Integer) (int) Math.round(100.0 * memory.usedMiB() / memory.totalMiB());
            case UTILIZATION, GPU_MEMORY, TEMPERATURE, POWER -> null;
        };
    }

    private static @Nullable Integer ofGpu(TrackedQuantity quantity, GpuReading reading) {
        return switch (quantity) {
            case UTILIZATION -> reading.utilizationPercent();
            case GPU_MEMORY -> reading.memoryUsedMiB();
            case TEMPERATURE -> reading.temperatureCelsius();
            case POWER -> reading.powerWatts();
            case CPU, MEMORY -> null;
        };
    }
}
