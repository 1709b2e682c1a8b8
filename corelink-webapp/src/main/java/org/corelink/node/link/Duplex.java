package org.corelink.node.link;

import java.util.Locale;

/** Whether both ends of a link may send at once. */
public enum Duplex {
    /** They may. A link of 1 Gbit/s and more that is anything else has a broken cable or port. */
    FULL,
    /** They take turns. */
    HALF,
    /** The driver does not tell, or the link is down. */
    UNKNOWN;

    /** Reads the kernel's {@code duplex} attribute: full, half, or anything else for unknown. */
    public static Duplex ofSysfs(String text) {
        return switch (text.strip()) {
            case "full" -> FULL;
            case "half" -> HALF;
            default -> UNKNOWN;
        };
    }

    /** In words: {@code "full duplex"}; empty if unknown. */
    public String inWords() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT) + " duplex";
    }
}
