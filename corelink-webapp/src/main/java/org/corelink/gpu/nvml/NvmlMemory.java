package org.corelink.gpu.nvml;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.corelink.gpu.GpuQuantity;
import org.jspecify.annotations.Nullable;

/** Asks the library for the memory of a device. Whole MiB, cut, as nvidia-smi tells them. */
final class NvmlMemory {
    /** {@code nvmlMemory_v2_t}: version, total, reserved, free, used. */
    private static final int VERSION_2 = 40 | 2 << 24;

    private static final int TOTAL_2 = 8;
    private static final int USED_2 = 32;

    /** {@code nvmlMemory_t}: total, free, used; there the used part includes what the driver reserves. */
    private static final int TOTAL = 0;

    private static final int USED = 16;
    private static final double MIB = 1 << 20;

    /** Stands for no answer. */
    private static final Amount NONE = new Amount(null, null);

    private final NvmlReader reader;

    NvmlMemory(NvmlReader reader) {
        this.reader = reader;
    }

    /** Memory, MiB; null is unknown. */
    record Amount(@Nullable Integer used, @Nullable Integer total) {}

    Amount of(long device) {
        MemorySegment buffer = reader.cleared();
        buffer.set(ValueLayout.JAVA_INT, 0, VERSION_2);
        int result = reader.library().call(NvmlCall.MEMORY, device, buffer);
        if (result == NvmlResult.FUNCTION_NOT_FOUND || result == NvmlResult.ARGUMENT_VERSION_MISMATCH) {
            return reader.succeeded(reader.library().call(NvmlCall.MEMORY_OLD, device, reader.cleared()))
                    ? amount(USED, TOTAL)
                    : NONE;
        }
        return reader.succeeded(result) ? amount(USED_2, TOTAL_2) : NONE;
    }

    private Amount amount(int used, int total) {
        return new Amount(
                mib(GpuQuantity.MEMORY_USED, reader.longAt(used)), mib(GpuQuantity.MEMORY_TOTAL, reader.longAt(total)));
    }

    /** The number of bytes as a quantity of MiB; all bits set stand for unknown, and are below zero here. */
    static @Nullable Integer mib(GpuQuantity quantity, long bytes) {
        return quantity.believed(Math.floor(bytes / MIB));
    }
}
