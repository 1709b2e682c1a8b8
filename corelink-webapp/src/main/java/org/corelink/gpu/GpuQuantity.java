package org.corelink.gpu;

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
    MEMORY_CLOCK(0, 40_000);

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
}
