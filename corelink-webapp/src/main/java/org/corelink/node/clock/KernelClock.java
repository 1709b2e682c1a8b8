package org.corelink.node.clock;

import java.nio.ByteBuffer;

/**
 * What the kernel knows of its own clock from a time service that lets it do the steering, as systemd-timesyncd and ntpd
 * do. Source: {@code struct timex} of {@code linux/timex.h} on 64-bit machines, in the machine's byte order.
 */
final class KernelClock {
    static final int BYTES = 208;

    /** What {@code adjtimex} returns while nobody keeps the clock. */
    static final int TIME_ERROR = 5;

    private static final String NAME = "kernel";

    private static final int OFFSET = 8;
    private static final int MAX_ERROR = 24;
    private static final int STATUS = 40;

    private static final int STA_PLL = 0x0001;
    private static final int STA_UNSYNC = 0x0040;
    private static final int STA_NANO = 0x2000;

    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;

    private KernelClock() {}

    /**
     * Reads what {@code adjtimex} has filled in.
     *
     * @param state what it has returned
     */
    static ClockReading read(int state, ByteBuffer timex) {
        int status = timex.getInt(STATUS);
        if (state < 0 || state == TIME_ERROR || (status & STA_UNSYNC) != 0) {
            return ClockReading.unknown(NAME, "not synchronised");
        }
        if ((status & STA_PLL) == 0) {
            // The service steers by other means; the kernel's offset is then always 0 and says nothing.
            return ClockReading.unknown(NAME, "synchronised by a service that does not tell");
        }
        double unit = (status & STA_NANO) == 0 ? MICROS : NANOS;
        // The offset is what the kernel has still to add to the clock; the error grows from each correction on.
        return ClockReading.of(NAME, -timex.getLong(OFFSET) / unit, timex.getLong(MAX_ERROR) / MICROS);
    }
}
