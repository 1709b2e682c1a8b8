package org.corelink.node;

import java.util.Collection;
import java.util.Comparator;

/**
 * How fast a network link is.
 *
 * @param mbit negotiated now, Mbit/s; 0 = unknown
 * @param maxMbit the best that the link can do, Mbit/s; 0 = unknown
 */
public record LinkSpeed(int mbit, int maxMbit) {
    /** Nothing is known. */
    public static final LinkSpeed UNKNOWN = new LinkSpeed(0, 0);

    /** Reads the kernel's {@code speed} attribute, which is -1 while there is no carrier; the best is not in it. */
    public static LinkSpeed ofSysfs(String speed) {
        String digits = speed.strip();
        if (!digits.matches("[0-9]{1,9}")) {
            return UNKNOWN;
        }
        int mbit = Integer.parseInt(digits);
        return mbit <= StateBounds.MAX_LINK_MBIT ? new LinkSpeed(mbit, 0) : UNKNOWN;
    }

    /** The one that stands for a machine with several links: the fastest. */
    public static LinkSpeed fastest(Collection<LinkSpeed> links) {
        return links.stream()
                .max(Comparator.comparingInt(LinkSpeed::mbit).thenComparingInt(LinkSpeed::maxMbit))
                .orElse(UNKNOWN);
    }
}
