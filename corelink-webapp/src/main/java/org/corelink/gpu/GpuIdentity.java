package org.corelink.gpu;

import org.jspecify.annotations.Nullable;

/**
 * Which GPU it is, and what software runs it. Texts are printable and have at most {@value #MAX_LENGTH} characters;
 * null is unknown.
 *
 * @param busId PCI address as the driver writes it, e.g. {@code "00000000:41:00.0"}
 * @param uuid the driver's own identifier, e.g. {@code "GPU-8f9a..."}
 * @param serial number on the board; cards for consumers tell none
 * @param vbios version of the card's firmware
 * @param driver version of the driver
 * @param cuda newest CUDA version that the driver supports, e.g. {@code "12.4"}
 */
public record GpuIdentity(
        @Nullable String busId,
        @Nullable String uuid,
        @Nullable String serial,
        @Nullable String vbios,
        @Nullable String driver,
        @Nullable String cuda) {
    /** Longest text that is kept, in characters. */
    public static final int MAX_LENGTH = 64;

    /** Nothing is known. */
    public static final GpuIdentity UNKNOWN = new GpuIdentity(null, null, null, null, null, null);
}
