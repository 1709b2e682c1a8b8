package org.corelink.gpu;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured of a GPU, with the range in which a value is believed. The order is the order of
 * importance to someone who watches a cluster: where space is short, the last are left out first.
 */
public enum GpuQuantity {
    /** Share of time in which a kernel ran, percent. */
    UTILIZATION(0, 100),
    /** Memory in use, MiB. */
    MEMORY_USED(0, 1 << 24),
    /** Core temperature, degrees Celsius. */
    TEMPERATURE(-99, 250),
    /** Power draw, W. */
    POWER(0, 20_000),
    /** Memory of the card, MiB. */
    MEMORY_TOTAL(0, 1 << 24),
    /** Enforced power limit, W. */
    POWER_LIMIT(0, 20_000),
    /** Fan speed, percent. */
    FAN(0, 255),
    /** Clock of the multiprocessors, MHz. */
    SM_CLOCK(0, 20_000),
    /** Clock of the memory, MHz. */
    MEMORY_CLOCK(0, 40_000),
    /** Share of time in which memory was read or written, percent. */
    MEMORY_UTILIZATION(0, 100),
    /** Load of the video encoder, percent. */
    ENCODER(0, 100),
    /** Load of the video decoder, percent. */
    DECODER(0, 100),
    /** Temperature from which the card slows down, degrees Celsius. */
    SLOWDOWN_TEMPERATURE(-99, 250),
    /** Temperature at which the card switches off, degrees Celsius. */
    SHUTDOWN_TEMPERATURE(-99, 250),
    /** P-state: 0 is the fastest, 15 the slowest. */
    PERFORMANCE_STATE(0, 15),
    /** Memory errors since the driver was loaded that were corrected. */
    CORRECTED_ERRORS(0, Integer.MAX_VALUE),
    /** Memory errors since the driver was loaded that were not. */
    UNCORRECTED_ERRORS(0, Integer.MAX_VALUE),
    /** Memory errors in the life of the card that were corrected. */
    LIFETIME_CORRECTED_ERRORS(0, Integer.MAX_VALUE),
    /** Memory errors in the life of the card that were not. */
    LIFETIME_UNCORRECTED_ERRORS(0, Integer.MAX_VALUE),
    /** Pages of memory that are out of use because of many single-bit errors. */
    RETIRED_PAGES_SINGLE_BIT(0, Integer.MAX_VALUE),
    /** Pages of memory that are out of use because of a double-bit error. */
    RETIRED_PAGES_DOUBLE_BIT(0, Integer.MAX_VALUE),
    /** Rows of memory that spare ones stand in for because of corrected errors. */
    REMAPPED_ROWS_CORRECTED(0, Integer.MAX_VALUE),
    /** Rows of memory that spare ones stand in for because of errors that were not corrected. */
    REMAPPED_ROWS_UNCORRECTED(0, Integer.MAX_VALUE),
    /** Newest error number of the driver (XID) since it is listened to. */
    XID(1, 65_535),
    /** Sent by the card over PCIe, KB/s. */
    PCIE_SENT(0, Integer.MAX_VALUE),
    /** Received by the card over PCIe, KB/s. */
    PCIE_RECEIVED(0, Integer.MAX_VALUE);

    /** The quantities that every GPU of the cluster is shown with. */
    public static final List<GpuQuantity> COLUMNS = Arrays.stream(values())
            .takeWhile(quantity -> quantity != MEMORY_UTILIZATION)
            .toList();

    private final int lowest;
    private final int highest;

    GpuQuantity(int lowest, int highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Smallest believable value. */
    public int lowest() {
        return lowest;
    }

    /** Greatest believable value. */
    public int highest() {
        return highest;
    }

    /** Whether {@code value} is believable; false for NaN. */
    public boolean admits(double value) {
        return value >= lowest && value <= highest;
    }

    /** The value as a whole number, or null if it is not believable. */
    public @Nullable Integer believed(double value) {
        return admits(value) ? (Integer) (int) Math.round(value) : null;
    }
}
