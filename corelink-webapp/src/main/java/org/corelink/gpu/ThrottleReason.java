package org.corelink.gpu;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Why a GPU runs at lower clocks than it could: the driver's "clocks event reasons", with its bit for each. */
public enum ThrottleReason {
    /** Nothing runs on it. */
    IDLE(0x1, "idle"),
    /** Somebody has set lower clocks for applications. */
    APPLICATION_CLOCKS(0x2, "clocks set by an administrator"),
    /** The power limit is reached. */
    POWER_CAP(0x4, "power limit"),
    /** The hardware has halved the clocks: heat, or a signal from the power supply. */
    HARDWARE_SLOWDOWN(0x8, "hardware slow-down"),
    /** It keeps step with the slowest GPU of its group. */
    SYNC_BOOST(0x10, "in step with other GPUs"),
    /** The driver lowers the clocks because of heat. */
    SOFTWARE_THERMAL(0x20, "heat"),
    /** The hardware lowers the clocks because of too much heat. */
    HARDWARE_THERMAL(0x40, "too much heat"),
    /** The power supply asks for less. */
    POWER_BRAKE(0x80, "power supply"),
    /** A display needs this clock. */
    DISPLAY_CLOCKS(0x100, "display");

    private final long bit;
    private final String words;

    ThrottleReason(long bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    /** For a person, e.g. {@code "power limit"}. */
    public String inWords() {
        return words;
    }

    /** The driver's mask for these reasons. */
    public static long maskOf(Set<ThrottleReason> reasons) {
        return reasons.stream().mapToLong(reason -> reason.bit).sum();
    }

    /** The reasons in a mask of the driver; bits that are not known are left out. */
    public static Set<ThrottleReason> ofMask(long mask) {
        EnumSet<ThrottleReason> reasons = EnumSet.noneOf(ThrottleReason.class);
        for (ThrottleReason reason : values()) {
            if ((mask & reason.bit) != 0) {
                reasons.add(reason);
            }
        }
        return Collections.unmodifiableSet(reasons);
    }
}
