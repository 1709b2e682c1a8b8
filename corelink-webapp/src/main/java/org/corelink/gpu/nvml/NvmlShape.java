package org.corelink.gpu.nvml;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/**
 * The arguments that functions of NVML take; all return an {@code nvmlReturn_t}. In the names, H is a handle or a
 * number of 64 bits, I a number of 32 bits, P a pointer.
 */
enum NvmlShape {
    NOTHING(),
    P(ValueLayout.ADDRESS),
    PI(ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
    IP(ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
    IPI(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
    H(ValueLayout.JAVA_LONG),
    HP(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
    HPI(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
    HIP(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
    HPP(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
    HIPP(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
    HIIP(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
    HPPPP(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
    HHH(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

    @SuppressWarnings("ImmutableEnumChecker") // A descriptor never changes.
    private final FunctionDescriptor descriptor;

    NvmlShape(MemoryLayout... arguments) {
        descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments);
    }

    FunctionDescriptor descriptor() {
        return descriptor;
    }
}
