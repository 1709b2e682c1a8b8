package org.corelink.gpu;

import java.util.Map;

/** The error numbers that the driver gives out. What they mean: NVIDIA's "Xid Errors", its catalogue. */
public final class Xid {
    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(13, "graphics engine exception"),
            Map.entry(31, "GPU memory page fault"),
            Map.entry(32, "invalid or corrupted push buffer stream"),
            Map.entry(38, "driver firmware error"),
            Map.entry(43, "GPU stopped processing"),
            Map.entry(45, "preemptive cleanup after earlier errors"),
            Map.entry(48, "double-bit ECC error"),
            Map.entry(54, "auxiliary power is not connected"),
            Map.entry(61, "internal microcontroller warning"),
            Map.entry(62, "internal microcontroller halt"),
            Map.entry(63, "memory page retired or row remapped"),
            Map.entry(64, "memory page could not be retired, or row not remapped"),
            Map.entry(69, "graphics engine class error"),
            Map.entry(74, "NVLink error"),
            Map.entry(79, "GPU has fallen off the bus"),
            Map.entry(92, "high rate of single-bit ECC errors"),
            Map.entry(94, "contained memory error"),
            Map.entry(95, "uncontained memory error"),
            Map.entry(109, "context switch timeout"),
            Map.entry(119, "GSP RPC timeout"),
            Map.entry(120, "GSP error"),
            Map.entry(140, "unrecovered ECC error"),
            Map.entry(143, "GPU initialization failure"));

    private Xid() {}

    /** {@code "XID 31: GPU memory page fault"}; of a number that is less known {@code "XID 7"}. */
    public static String inWords(int number) {
        String meaning = MEANINGS.get(number);
        return "XID " + number + (meaning == null ? "" : ": " + meaning);
    }
}
