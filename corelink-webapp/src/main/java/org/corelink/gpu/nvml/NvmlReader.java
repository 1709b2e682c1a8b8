package org.corelink.gpu.nvml;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Asks the library for single values through a buffer that is used again and again, and keeps what it says instead of
 * values. Layouts are those of nvml.h on 64-bit systems. One thread.
 */
final class NvmlReader {
    /** Longest text of NVML: {@code NVML_DEVICE_NAME_V2_BUFFER_SIZE}. */
    private static final int TEXT_BYTES = 96;

    private static final double MILLIWATTS_PER_CENTIWATT = 10;
    private static final double CENTIWATTS = 100;
    private static final int MAX_FAULTS = 16;
    private static final int BUFFER_BYTES = 256;
    private static final int SECOND = 64;

    private final NvmlLibrary library;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
    private final MemorySegment second = buffer.asSlice(SECOND);
    private final Set<String> faults = new LinkedHashSet<>();

    NvmlReader(NvmlLibrary library) {
        this.library = library;
    }

    /** The library. */
    NvmlLibrary library() {
        return library;
    }

    /** Forgets the faults of the last device. */
    void begin() {
        faults.clear();
    }

    /** What was said instead of values since {@link #begin}, each once. */
    Set<String> faults() {
        return faults;
    }

    /** Whether the call gave a value; what is neither that nor "there is none" is kept as a fault. */
    boolean succeeded(int result) {
        if (result != NvmlResult.SUCCESS && !NvmlResult.isAbsence(result) && faults.size() < MAX_FAULTS) {
            faults.add(NvmlResult.inWords(result));
        }
        return result == NvmlResult.SUCCESS;
    }

    /** A number of 32 bits without sign. */
    OptionalDouble number(NvmlCall call, long device) {
        return succeeded(library.call(call, device, buffer)) ? firstInt() : OptionalDouble.empty();
    }

    /** One of several such numbers. */
    OptionalDouble number(NvmlCall call, long device, int which) {
        return succeeded(library.call(call, device, which, buffer)) ? firstInt() : OptionalDouble.empty();
    }

    /** The first of two such numbers. */
    OptionalDouble firstOfTwo(NvmlCall call, long device) {
        return succeeded(library.call(call, device, buffer, second)) ? firstInt() : OptionalDouble.empty();
    }

    /** A power in W, as nvidia-smi tells it. */
    OptionalDouble watts(NvmlCall call, long device) {
        return watts(number(call, device));
    }

    /** The same for a number of milliwatts. Hundredths of a watt are printed, and they are rounded once more. */
    static OptionalDouble watts(OptionalDouble milliwatts) {
        return milliwatts.isPresent()
                ? OptionalDouble.of(Math.round(milliwatts.getAsDouble() / MILLIWATTS_PER_CENTIWATT) / CENTIWATTS)
                : milliwatts;
    }

    /** A small number, or 0 where there is none. */
    int count(NvmlCall call, long device) {
        return (int) Math.min(number(call, device).orElse(0), Integer.MAX_VALUE);
    }

    private OptionalDouble firstInt() {
        return numberAt(0);
    }

    /** A number of 32 bits without sign that the last call filled in. */
    OptionalDouble numberAt(long offset) {
        return OptionalDouble.of((double) intAt(offset));
    }

    /** A number of 64 bits, or a handle, that the last call filled in. */
    long longAt(long offset) {
        return buffer.get(ValueLayout.JAVA_LONG, offset);
    }

    /** The same as a whole number. */
    long intAt(long offset) {
        return Integer.toUnsignedLong(buffer.get(ValueLayout.JAVA_INT, offset));
    }

    /** The number that the last call filled in as its second. */
    OptionalDouble secondNumber() {
        return numberAt(SECOND);
    }

    /** The buffer that calls fill in, cleared. */
    MemorySegment cleared() {
        return buffer.fill((byte) 0);
    }

    /** Where the second value of a call goes. */
    MemorySegment second() {
        return second;
    }

    /** A text of a device, printable and bounded; null where there is none. */
    @Nullable
    String text(NvmlCall call, long device) {
        cleared();
        return succeeded(library.call(call, device, buffer, TEXT_BYTES)) ? textAt(0, TEXT_BYTES) : null;
    }

    /** The name of a process, or null. */
    @Nullable
    String processName(long pid) {
        cleared();
        return library.call(NvmlCall.PROCESS_NAME, (int) pid, buffer, BUFFER_BYTES) == NvmlResult.SUCCESS
                ? textAt(0, BUFFER_BYTES)
                : null;
    }

    /** Version of the driver, or null. */
    @Nullable
    String driver() {
        cleared();
        return library.call(NvmlCall.DRIVER_VERSION, buffer, TEXT_BYTES) == NvmlResult.SUCCESS
                ? textAt(0, TEXT_BYTES)
                : null;
    }

    /** Newest CUDA version that the driver supports, e.g. {@code "12.4"}, or null. The library gives 12040. */
    @Nullable
    String cuda() {
        if (library.call(NvmlCall.CUDA_VERSION, buffer) != NvmlResult.SUCCESS) {
            return null;
        }
        long version = intAt(0);
        return version / 1_000 + "." + version % 1_000 / 10;
    }

    /** The text that the last call filled in, up to its zero byte. */
    @Nullable
    String textAt(int offset, int maxBytes) {
        byte[] bytes = buffer.asSlice(offset, maxBytes).toArray(ValueLayout.JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        String text = PrintableText.clean(new String(bytes, 0, length, StandardCharsets.UTF_8), GpuIdentity.MAX_LENGTH);
        return text.isEmpty() ? null : text;
    }
}
