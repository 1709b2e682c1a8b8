package org.corelink.node.clock;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/** Asks the kernel by {@code adjtimex} with no change wanted, which needs no privilege. Any thread; never blocks. */
final class AdjtimexCall implements ClockSource {
    private static final MethodHandle ADJTIMEX = function();

    @SuppressWarnings("restricted") // Native access is what this class is for; the manifest allows it.
    private static MethodHandle function() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("adjtimex"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    @Override
    public Optional<ClockReading> read() {
        try (Arena arena = Arena.ofConfined()) {
            // All zero: the modes of change are none.
            MemorySegment timex = arena.allocate(KernelClock.BYTES, Long.BYTES);
            int state = (int) ADJTIMEX.invokeExact(timex);
            return Optional.of(KernelClock.read(state, timex.asByteBuffer().order(ByteOrder.nativeOrder())));
        } catch (Throwable e) {
            throw new AssertionError("functions of the C library throw nothing", e);
        }
    }
}
