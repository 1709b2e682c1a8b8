package org.corelink.node.link;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One network link of a machine.
 *
 * @param name of its interface
 * @param mbit negotiated now, Mbit/s; 0 = unknown, or no carrier
 * @param maxMbit the best that the interface can do, Mbit/s; 0 = unknown
 * @param duplex negotiated now
 */
public record NetworkLink(String name, int mbit, int maxMbit, Duplex duplex) {
    /** The fastest that is believed: 10 Tbit/s. What a driver tells beyond it is unknown. */
    public static final int MAX_MBIT = 10_000_000;

    /** A link of which nothing is known. */
    public static NetworkLink unknown(String name) {
        return new NetworkLink(name, 0, 0, Duplex.UNKNOWN);
    }

    /** The link that stands for a machine with several: the fastest; empty without any. */
    public static Optional<NetworkLink> fastest(Collection<NetworkLink> links) {
        return links.stream().max(Comparator.comparingInt(NetworkLink::mbit).thenComparingInt(NetworkLink::maxMbit));
    }

    /** Reads the kernel's {@code speed} attribute, Mbit/s, which is -1 while there is no carrier; 0 = unknown. */
    static int mbitOfSysfs(String speed) {
        String digits = speed.strip();
        return digits.matches("[0-9]{1,9}") ? believed(Integer.parseInt(digits)) : 0;
    }

    /** The same speed, or 0 if it is no speed of a link. */
    static int believed(long mbit) {
        return mbit > 0 && mbit <= MAX_MBIT ? (int) mbit : 0;
    }
}
