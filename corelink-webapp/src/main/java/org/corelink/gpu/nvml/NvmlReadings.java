package org.corelink.gpu.nvml;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** Asks the library how a device is at this moment. One thread. */
final class NvmlReadings {
    /** {@code NVML_TEMPERATURE_GPU}. */
    private static final int CORE = 0;

    /** {@code NVML_TEMPERATURE_THRESHOLD_SHUTDOWN} and {@code _SLOWDOWN}. */
    private static final int SHUTDOWN = 0;

    private static final int SLOWDOWN = 1;

    /** {@code NVML_CLOCK_SM} and {@code _MEM}. */
    private static final int SM = 1;

    private static final int MEM = 2;

    /** {@code NVML_PCIE_UTIL_TX_BYTES} and {@code _RX_BYTES}. */
    private static final int TX = 0;

    private static final int RX = 1;

    /** {@code NVML_MEMORY_ERROR_TYPE_*}, {@code NVML_*_ECC}. */
    private static final int CORRECTED = 0;

    private static final int UNCORRECTED = 1;
    private static final int VOLATILE = 0;
    private static final int AGGREGATE = 1;

    /** {@code NVML_PAGE_RETIREMENT_CAUSE_*}. */
    private static final int MANY_SINGLE_BIT = 0;

    private static final int DOUBLE_BIT = 1;

    /** {@code nvmlUtilization_t}: gpu, then memory. */
    private static final int MEMORY_UTILIZATION_OFFSET = 4;

    private final NvmlReader reader;
    private final NvmlMemory memory;
    private final NvmlProcesses processes;

    NvmlReadings(NvmlReader reader, GpuSurroundings surroundings) {
        this.reader = reader;
        this.memory = new NvmlMemory(reader);
        this.processes = new NvmlProcesses(reader, surroundings);
    }

    /** Everything; the newest error number comes from elsewhere. */
    GpuReading of(long device, @Nullable Integer xid) {
        Map<GpuQuantity, Integer> known = new EnumMap<>(GpuQuantity.class);
        putUtilization(known, device);
        NvmlMemory.Amount amount = memory.of(device);
        put(known, GpuQuantity.MEMORY_USED, amount.used());
        put(known, GpuQuantity.MEMORY_TOTAL, amount.total());
        put(known, GpuQuantity.TEMPERATURE, signed(reader.number(NvmlCall.TEMPERATURE, device, CORE)));
        put(known, GpuQuantity.SLOWDOWN_TEMPERATURE, reader.number(NvmlCall.TEMPERATURE_LIMIT, device, SLOWDOWN));
        put(known, GpuQuantity.SHUTDOWN_TEMPERATURE, reader.number(NvmlCall.TEMPERATURE_LIMIT, device, SHUTDOWN));
        put(known, GpuQuantity.POWER, reader.watts(NvmlCall.POWER, device));
        put(known, GpuQuantity.POWER_LIMIT, reader.watts(NvmlCall.POWER_LIMIT, device));
        put(known, GpuQuantity.FAN, reader.number(NvmlCall.FAN, device));
        put(known, GpuQuantity.SM_CLOCK, reader.number(NvmlCall.CLOCK, device, SM));
        put(known, GpuQuantity.MEMORY_CLOCK, reader.number(NvmlCall.CLOCK, device, MEM));
        put(known, GpuQuantity.PERFORMANCE_STATE, reader.number(NvmlCall.PERFORMANCE_STATE, device));
        put(known, GpuQuantity.PCIE_SENT, reader.number(NvmlCall.PCIE_THROUGHPUT, device, TX));
        put(known, GpuQuantity.PCIE_RECEIVED, reader.number(NvmlCall.PCIE_THROUGHPUT, device, RX));
        putErrors(known, device);
        put(known, GpuQuantity.XID, xid);
        return new GpuReading(known, throttleReasons(device), processes.of(device));
    }

    private void putUtilization(Map<GpuQuantity, Integer> known, long device) {
        if (reader.succeeded(reader.library().call(NvmlCall.UTILIZATION, device, reader.cleared()))) {
            put(known, GpuQuantity.UTILIZATION, reader.numberAt(0));
            put(known, GpuQuantity.MEMORY_UTILIZATION, reader.numberAt(MEMORY_UTILIZATION_OFFSET));
        }
        put(known, GpuQuantity.ENCODER, reader.firstOfTwo(NvmlCall.ENCODER, device));
        put(known, GpuQuantity.DECODER, reader.firstOfTwo(NvmlCall.DECODER, device));
    }

    private void putErrors(Map<GpuQuantity, Integer> known, long device) {
        put(known, GpuQuantity.CORRECTED_ERRORS, errors(device, CORRECTED, VOLATILE));
        put(known, GpuQuantity.UNCORRECTED_ERRORS, errors(device, UNCORRECTED, VOLATILE));
        put(known, GpuQuantity.LIFETIME_CORRECTED_ERRORS, errors(device, CORRECTED, AGGREGATE));
        put(known, GpuQuantity.LIFETIME_UNCORRECTED_ERRORS, errors(device, UNCORRECTED, AGGREGATE));
        put(known, GpuQuantity.RETIRED_PAGES_SINGLE_BIT, retiredPages(device, MANY_SINGLE_BIT));
        put(known, GpuQuantity.RETIRED_PAGES_DOUBLE_BIT, retiredPages(device, DOUBLE_BIT));
        if (reader.succeeded(reader.library().callForFour(NvmlCall.REMAPPED_ROWS, device, reader.cleared()))) {
            put(known, GpuQuantity.REMAPPED_ROWS_CORRECTED, reader.numberAt(0));
            put(known, GpuQuantity.REMAPPED_ROWS_UNCORRECTED, reader.numberAt(Integer.BYTES));
        }
    }

    private static void put(Map<GpuQuantity, Integer> known, GpuQuantity quantity, OptionalDouble number) {
        if (number.isPresent()) {
            put(known, quantity, quantity.believed(number.getAsDouble()));
        }
    }

    private static void put(Map<GpuQuantity, Integer> known, GpuQuantity quantity, @Nullable Integer value) {
        if (value != null) {
            known.put(quantity, value);
        }
    }

    /** The header says "unsigned", the driver gives frost as two's complement. */
    private static OptionalDouble signed(OptionalDouble number) {
        return number.isPresent() ? OptionalDouble.of((int) (long) number.getAsDouble()) : number;
    }

    private OptionalDouble errors(long device, int type, int counter) {
        return reader.succeeded(reader.library().call(NvmlCall.ECC_ERRORS, device, type, counter, reader.cleared()))
                ? OptionalDouble.of((double) reader.longAt(0))
                : OptionalDouble.empty();
    }

    /** Asked with no room for their addresses, the library gives their number. */
    private OptionalDouble retiredPages(long device, int cause) {
        int result = reader.library().call(NvmlCall.RETIRED_PAGES, device, cause, reader.cleared(), MemorySegment.NULL);
        return result == NvmlResult.INSUFFICIENT_SIZE || reader.succeeded(result)
                ? reader.numberAt(0)
                : OptionalDouble.empty();
    }

    private @Nullable Set<ThrottleReason> throttleReasons(long device) {
        return reader.succeeded(reader.library().call(NvmlCall.THROTTLE_REASONS, device, reader.cleared()))
                ? ThrottleReason.ofMask(reader.longAt(0))
                : null;
    }
}
