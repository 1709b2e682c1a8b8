package org.corelink.cluster.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing whose course is kept, and how its values are packed: as a whole number above the lowest, in one byte to
 * three. The highest code stands for unknown, so that 0 is always a value that was read.
 */
public enum TrackedQuantity {
    /** Share of time in which a kernel ran, percent. */
    UTILIZATION(1, 0),
    /** Memory of the GPU in use, MiB. */
    GPU_MEMORY(3, 0),
    /** Core temperature, degrees Celsius. */
    TEMPERATURE(1, -40),
    /** Power draw of the GPU, W. */
    POWER(2, 0),
    /** Load of the machine's processors, percent. */
    CPU(1, 0),
    /** Memory of the machine in use, percent. */
    MEMORY(1, 0);

    /** Those of a GPU. */
    public static final List<TrackedQuantity> OF_GPU = List.of(UTILIZATION, GPU_MEMORY, TEMPERATURE, POWER);

    /** Those of a machine as a whole. */
    public static final List<TrackedQuantity> OF_MACHINE = List.of(CPU, MEMORY);

    private final int bytes;
    private final int lowest;

    TrackedQuantity(int bytes, int lowest) {
        this.bytes = bytes;
        this.lowest = lowest;
    }

    /** Bytes that one value takes. */
    int bytes() {
        return bytes;
    }

    /** The code for unknown: all bits set. */
    int unknown() {
        return (1 << (Byte.SIZE * bytes)) - 1;
    }

    /** The code of a value; that of unknown where there is none, or none that can be kept. */
    int code(@Nullable Integer value) {
        if (value == null) {
            return unknown();
        }
        long code = (long) value - lowest;
        return code >= 0 && code < unknown() ? (int) code : unknown();
    }

    /** The value of a code; null for unknown. */
    @Nullable
    Integer value(int code) {
        return code == unknown() ? null : (Integer) (lowest + code);
    }
}
