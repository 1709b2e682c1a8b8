package org.corelink.node.link;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How fast each link mode of the kernel is. Source: {@code enum ethtool_link_mode_bit_indices} of
 * {@code linux/ethtool.h}, up to bit 124. Bits that are no speed (autonegotiation, ports, pause frames, error
 * correction) count as 0, and so do bits of newer kernels.
 */
final class LinkModes {
    /** First bits of runs that share a speed, Mbit/s. */
    private static final NavigableMap<Integer, Integer> MBIT_FROM_BIT = new TreeMap<>(Map.ofEntries(
            Map.entry(0, 10),
            Map.entry(2, 100),
            Map.entry(4, 1_000),
            Map.entry(6, 0),
            Map.entry(12, 10_000),
            Map.entry(13, 0),
            Map.entry(15, 2_500),
            Map.entry(16, 0),
            Map.entry(17, 1_000),
            Map.entry(18, 10_000),
            Map.entry(21, 20_000),
            Map.entry(23, 40_000),
            Map.entry(27, 56_000),
            Map.entry(31, 25_000),
            Map.entry(34, 50_000),
            Map.entry(36, 100_000),
            Map.entry(40, 50_000),
            Map.entry(41, 1_000),
            Map.entry(42, 10_000),
            Map.entry(47, 2_500),
            Map.entry(48, 5_000),
            Map.entry(49, 0),
            Map.entry(52, 50_000),
            Map.entry(57, 100_000),
            Map.entry(62, 200_000),
            Map.entry(67, 100),
            Map.entry(68, 1_000),
            Map.entry(69, 400_000),
            Map.entry(74, 0),
            Map.entry(75, 100_000),
            Map.entry(80, 200_000),
            Map.entry(85, 400_000),
            Map.entry(90, 100),
            Map.entry(92, 10),
            Map.entry(93, 800_000),
            Map.entry(99, 10),
            Map.entry(103, 200_000),
            Map.entry(109, 400_000),
            Map.entry(115, 800_000),
            Map.entry(121, 1_600_000),
            Map.entry(125, 0)));

    private LinkModes() {}

    /** Mbit/s of the mode; 0 if it is none, or unknown here. */
    static int mbit(int bit) {
        Map.Entry<Integer, Integer> run = MBIT_FROM_BIT.floorEntry(bit);
        return run == null ? 0 : run.getValue();
    }
}
