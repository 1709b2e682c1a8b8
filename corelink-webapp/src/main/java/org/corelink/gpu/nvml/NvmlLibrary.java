package org.corelink.gpu.nvml;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The loaded library. A call blocks for as long as the driver takes, which may be for ever; a function that the library
 * lacks returns {@link NvmlResult#FUNCTION_NOT_FOUND}. Stays loaded until the program ends: a call that hangs could
 * never be left otherwise.
 */
final class NvmlLibrary {
    private final Map<NvmlCall, MethodHandle> functions = new EnumMap<>(NvmlCall.class);

    private NvmlLibrary(SymbolLookup library) {
        for (NvmlCall call : NvmlCall.values()) {
            MethodHandle function = find(library, call);
            if (function != null) {
                functions.put(call, function);
            }
        }
    }

    /**
     * Loads a library.
     *
     * @param library a name, which the system's loader looks for, or a path
     * @return empty if there is none that can be loaded
     */
    @SuppressWarnings("restricted") // Native access is what this class is for; the manifest allows it.
    static Optional<NvmlLibrary> load(Path library) {
        try {
            SymbolLookup lookup = library.getNameCount() > 1 || library.isAbsolute()
                    ? SymbolLookup.libraryLookup(library, Arena.global())
                    : SymbolLookup.libraryLookup(library.toString(), Arena.global());
            return Optional.of(new NvmlLibrary(lookup)).filter(NvmlLibrary::isUsable);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle find(SymbolLookup library, NvmlCall call) {
        for (String name : call.names()) {
            Optional<MemorySegment> symbol = library.find(name);
            if (symbol.isPresent()) {
                return Linker.nativeLinker()
                        .downcallHandle(symbol.get(), call.shape().descriptor());
            }
        }
        return null;
    }

    /** Whether it is NVML at all. */
    private boolean isUsable() {
        return has(NvmlCall.INIT) && has(NvmlCall.COUNT) && has(NvmlCall.HANDLE);
    }

    /** Whether it has that function. */
    boolean has(NvmlCall call) {
        return functions.containsKey(call);
    }

    /** Calls a function without arguments. */
    int call(NvmlCall call) {
        return run(call, function -> (int) function.invokeExact());
    }

    /** Calls a function of shape {@link NvmlShape#P}. */
    int call(NvmlCall call, MemorySegment out) {
        return run(call, function -> (int) function.invokeExact(out));
    }

    /** Calls a function of shape {@link NvmlShape#PI}. */
    int call(NvmlCall call, MemorySegment out, int size) {
        return run(call, function -> (int) function.invokeExact(out, size));
    }

    /** Calls a function of shape {@link NvmlShape#IP}. */
    int call(NvmlCall call, int number, MemorySegment out) {
        return run(call, function -> (int) function.invokeExact(number, out));
    }

    /** Calls a function of shape {@link NvmlShape#IPI}. */
    int call(NvmlCall call, int number, MemorySegment out, int size) {
        return run(call, function -> (int) function.invokeExact(number, out, size));
    }

    /** Calls a function of shape {@link NvmlShape#H}. */
    int call(NvmlCall call, long handle) {
        return run(call, function -> (int) function.invokeExact(handle));
    }

    /** Calls a function of shape {@link NvmlShape#HP}. */
    int call(NvmlCall call, long handle, MemorySegment out) {
        return run(call, function -> (int) function.invokeExact(handle, out));
    }

    /** Calls a function of shape {@link NvmlShape#HPI}. */
    int call(NvmlCall call, long handle, MemorySegment out, int size) {
        return run(call, function -> (int) function.invokeExact(handle, out, size));
    }

    /** Calls a function of shape {@link NvmlShape#HIP}. */
    int call(NvmlCall call, long handle, int number, MemorySegment out) {
        return run(call, function -> (int) function.invokeExact(handle, number, out));
    }

    /** Calls a function of shape {@link NvmlShape#HPP}. */
    int call(NvmlCall call, long handle, MemorySegment first, MemorySegment second) {
        return run(call, function -> (int) function.invokeExact(handle, first, second));
    }

    /** Calls a function of shape {@link NvmlShape#HIPP}. */
    int call(NvmlCall call, long handle, int number, MemorySegment first, MemorySegment second) {
        return run(call, function -> (int) function.invokeExact(handle, number, first, second));
    }

    /** Calls a function of shape {@link NvmlShape#HIIP}. */
    int call(NvmlCall call, long handle, int first, int second, MemorySegment out) {
        return run(call, function -> (int) function.invokeExact(handle, first, second, out));
    }

    /** Calls a function of shape {@link NvmlShape#HPPPP} with four numbers of 32 bits that lie one after the other. */
    int callForFour(NvmlCall call, long handle, MemorySegment out) {
        return run(call, function -> (int) function.invokeExact(
                handle,
                out.asSlice(0, Integer.BYTES),
                out.asSlice(Integer.BYTES, Integer.BYTES),
                out.asSlice(2 * Integer.BYTES, Integer.BYTES),
                out.asSlice(3 * Integer.BYTES, Integer.BYTES)));
    }

    /** Calls a function of shape {@link NvmlShape#HHH}. */
    int call(NvmlCall call, long handle, long number, long other) {
        return run(call, function -> (int) function.invokeExact(handle, number, other));
    }

    /** A call with its arguments. */
    private interface Invocation {
        int on(MethodHandle function) throws Throwable;
    }

    private int run(NvmlCall call, Invocation invocation) {
        MethodHandle function = functions.get(call);
        if (function == null) {
            return NvmlResult.FUNCTION_NOT_FOUND;
        }
        try {
            return invocation.on(function);
        } catch (Throwable e) {
            throw new AssertionError("the arguments of " + call + " are not those of its shape", e);
        }
    }
}
