package org.corelink.api;

import org.corelink.gpu.GpuQuantity;

/**
 * How one {@link GpuQuantity} is told to programs: the one table of names and units for JSON and metrics.
 *
 * @param quantity what is measured
 * @param field name in JSON, with the unit
 * @param fieldFactor from the unit of the quantity to that of the field
 * @param metric name of the metric, with its base unit
 * @param metricFactor from the unit of the quantity to that of the metric
 * @param counter whether it only grows, until the driver is loaded again
 * @param help the meaning, for a person
 */
public record GpuFigure(
        GpuQuantity quantity,
        String field,
        long fieldFactor,
        String metric,
        double metricFactor,
        boolean counter,
        String help) {
    private static final long BYTES_PER_MIB = 1L << 20;
    private static final long HERTZ_PER_MHZ = 1_000_000;
    private static final long BYTES_PER_KB = 1_000;
    private static final double RATIO_PER_PERCENT = 0.01;

    /** The figure of a quantity. */
    public static GpuFigure of(GpuQuantity quantity) {
        return switch (quantity) {
            case UTILIZATION -> percent(quantity, "utilization", "Share of time in which a kernel ran");
            case MEMORY_USED -> bytes(quantity, "memoryUsed", "memory_used", "Memory in use");
            case MEMORY_TOTAL -> bytes(quantity, "memoryTotal", "memory_total", "Memory of the card");
            case TEMPERATURE -> plain(quantity, "temperatureCelsius", "temperature_celsius", "Core temperature");
            case POWER -> plain(quantity, "powerWatts", "power_draw_watts", "Power draw");
            case POWER_LIMIT -> plain(quantity, "powerLimitWatts", "power_limit_watts", "Enforced power limit");
            case FAN ->
                percent(quantity, "fan", "Fan speed; may be more than 1").named("fan_speed_ratio");
            case SM_CLOCK -> clock(quantity, "smClockHertz", "sm_clock_hertz", "Clock of the multiprocessors");
            case MEMORY_CLOCK -> clock(quantity, "memoryClockHertz", "memory_clock_hertz", "Clock of the memory");
            case MEMORY_UTILIZATION ->
                percent(quantity, "memoryUtilization", "Share of time in which memory was read or written")
                        .named("memory_utilization_ratio");
            case ENCODER ->
                percent(quantity, "encoder", "Load of the video encoder").named("encoder_utilization_ratio");
            case DECODER ->
                percent(quantity, "decoder", "Load of the video decoder").named("decoder_utilization_ratio");
            case SLOWDOWN_TEMPERATURE ->
                plain(
                        quantity,
                        "slowdownTemperatureCelsius",
                        "slowdown_temperature_celsius",
                        "Temperature from which the card slows down");
            case SHUTDOWN_TEMPERATURE ->
                plain(
                        quantity,
                        "shutdownTemperatureCelsius",
                        "shutdown_temperature_celsius",
                        "Temperature at which the card switches off");
            case PERFORMANCE_STATE ->
                plain(quantity, "performanceState", "performance_state", "P-state, 0 is the fastest");
            case CORRECTED_ERRORS ->
                errors(
                        quantity,
                        "correctedErrors",
                        "corrected_errors",
                        "Corrected memory errors since the driver was loaded");
            case UNCORRECTED_ERRORS ->
                errors(
                        quantity,
                        "uncorrectedErrors",
                        "uncorrected_errors",
                        "Uncorrected memory errors since the driver was loaded");
            case LIFETIME_CORRECTED_ERRORS ->
                errors(
                        quantity,
                        "lifetimeCorrectedErrors",
                        "lifetime_corrected_errors",
                        "Corrected memory errors in the life of the card");
            case LIFETIME_UNCORRECTED_ERRORS ->
                errors(
                        quantity,
                        "lifetimeUncorrectedErrors",
                        "lifetime_uncorrected_errors",
                        "Uncorrected memory errors in the life of the card");
            case RETIRED_PAGES_SINGLE_BIT ->
                plain(
                        quantity,
                        "retiredPagesSingleBit",
                        "retired_pages_single_bit",
                        "Pages of memory out of use because of single-bit errors");
            case RETIRED_PAGES_DOUBLE_BIT ->
                plain(
                        quantity,
                        "retiredPagesDoubleBit",
                        "retired_pages_double_bit",
                        "Pages of memory out of use because of a double-bit error");
            case REMAPPED_ROWS_CORRECTED ->
                plain(
                        quantity,
                        "remappedRowsCorrected",
                        "remapped_rows_corrected",
                        "Rows of memory replaced because of corrected errors");
            case REMAPPED_ROWS_UNCORRECTED ->
                plain(
                        quantity,
                        "remappedRowsUncorrected",
                        "remapped_rows_uncorrected",
                        "Rows of memory replaced because of uncorrected errors");
            case XID -> plain(quantity, "lastXid", "last_xid", "Newest error number (XID) of the driver");
            case PCIE_SENT ->
                rate(quantity, "pcieSentBytesPerSecond", "pcie_sent_bytes_per_second", "Sent by the card over PCIe");
            case PCIE_RECEIVED ->
                rate(
                        quantity,
                        "pcieReceivedBytesPerSecond",
                        "pcie_received_bytes_per_second",
                        "Received by the card over PCIe");
        };
    }

    private static GpuFigure percent(GpuQuantity quantity, String field, String help) {
        return figure(quantity, field + "Percent", 1, field + "_ratio", RATIO_PER_PERCENT, help);
    }

    private static GpuFigure bytes(GpuQuantity quantity, String field, String metric, String help) {
        return figure(quantity, field + "Bytes", BYTES_PER_MIB, metric + "_bytes", BYTES_PER_MIB, help);
    }

    private static GpuFigure clock(GpuQuantity quantity, String field, String metric, String help) {
        return figure(quantity, field, HERTZ_PER_MHZ, metric, HERTZ_PER_MHZ, help);
    }

    private static GpuFigure rate(GpuQuantity quantity, String field, String metric, String help) {
        return figure(quantity, field, BYTES_PER_KB, metric, BYTES_PER_KB, help);
    }

    private static GpuFigure plain(GpuQuantity quantity, String field, String metric, String help) {
        return figure(quantity, field, 1, metric, 1, help);
    }

    private static GpuFigure errors(GpuQuantity quantity, String field, String metric, String help) {
        return new GpuFigure(quantity, field, 1, "corelink_gpu_" + metric, 1, true, help);
    }

    private static GpuFigure figure(
            GpuQuantity quantity, String field, long fieldFactor, String metric, double metricFactor, String help) {
        return new GpuFigure(quantity, field, fieldFactor, "corelink_gpu_" + metric, metricFactor, false, help);
    }

    private GpuFigure named(String other) {
        return new GpuFigure(quantity, field, fieldFactor, "corelink_gpu_" + other, metricFactor, counter, help);
    }

    /** The value of the metric: of a share, exactly the decimal that a person expects. */
    public double metricValue(int value) {
        return metricFactor == RATIO_PER_PERCENT ? value / 100.0 : value * metricFactor;
    }
}
