package org.corelink.gpu.nvml;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.corelink.gpu.GpuQuantity;
import org.jspecify.annotations.Nullable;

/** Listens for the error numbers that the driver gives out (XIDs), without ever waiting for one. One thread. */
final class NvmlXids {
    /** {@code nvmlEventTypeXidCriticalError}. */
    private static final long XID_CRITICAL_ERROR = 8;

    /** {@code nvmlEventData_t}: device, type, data, two ids of MIG. */
    private static final int DATA_BYTES = 32;

    private static final int TYPE_OFFSET = 8;
    private static final int DATA_OFFSET = 16;
    private static final int MOST_AT_ONCE = 64;

    private final NvmlLibrary library;
    private final MemorySegment data = Arena.ofAuto().allocate(DATA_BYTES, Long.BYTES);
    private final Map<Long, Integer> newest = new HashMap<>();
    private final Set<Long> registered = new HashSet<>();

    /** The set of events; 0 where there is none. */
    private long set;

    NvmlXids(NvmlLibrary library) {
        this.library = library;
    }

    /** Begins to listen anew, after the library was opened; handles of devices are others than before. */
    void open() {
        registered.clear();
        newest.clear();
        data.fill((byte) 0);
        set = library.call(NvmlCall.EVENT_SET, data) == NvmlResult.SUCCESS ? data.get(ValueLayout.JAVA_LONG, 0) : 0;
    }

    /** Stops listening, before the library is closed. */
    void close() {
        if (set != 0) {
            library.call(NvmlCall.EVENT_SET_FREE, set);
            set = 0;
        }
    }

    /** Takes what has come in. */
    void poll() {
        for (int i = 0; set != 0 && !registered.isEmpty() && i < MOST_AT_ONCE; i++) {
            if (library.call(NvmlCall.EVENT_WAIT, set, data, 0) != NvmlResult.SUCCESS) {
                return;
            }
            Integer xid = GpuQuantity.XID.believed((double) data.get(ValueLayout.JAVA_LONG, DATA_OFFSET));
            if (data.get(ValueLayout.JAVA_LONG, TYPE_OFFSET) == XID_CRITICAL_ERROR && xid != null) {
                newest.put(data.get(ValueLayout.JAVA_LONG, 0), xid);
            }
        }
    }

    /** The newest of a device since it is listened to, which begins with the first question; null if none. */
    @Nullable
    Integer newest(long device) {
        if (set != 0 && registered.add(device)) {
            library.call(NvmlCall.EVENT_REGISTER, device, XID_CRITICAL_ERROR, set);
        }
        return newest.get(device);
    }
}
