package org.corelink.gpu;

import java.util.Map;

/**
 * A PCI Express link, or what one end of it can do.
 *
 * @param generation 1 to 7; 0 = unknown
 * @param lanes 1 to 32; 0 = unknown
 */
public record PcieLink(int generation, int lanes) {
    /** Nothing is known. */
    public static final PcieLink UNKNOWN = new PcieLink(0, 0);

    /** The form that CoreLink 0.01.x sends: {@code "4.0 x 16"}, {@code "0.0 x 0"} when unknown. */
    public String toLimit() {
        return generation + ".0 x " + lanes;
    }

    /** Transfer rate per lane, GT/s, to generation: PCI Express Base Specification, revisions 1 to 7. */
    private static final Map<String, Integer> GENERATION_OF_RATE =
            Map.of("2.5", 1, "5", 2, "8", 3, "16", 4, "32", 5, "64", 6, "128", 7);

    private static final int MAX_LANES = 32;
    private static final int MAX_GENERATION = 7;

    /** A link as the driver tells it; what is beyond the standard is unknown. */
    public static PcieLink believed(int generation, int lanes) {
        return new PcieLink(upTo(MAX_GENERATION, generation), upTo(MAX_LANES, lanes));
    }

    private static int upTo(int highest, int value) {
        return value > 0 && value <= highest ? value : 0;
    }

    /**
     * Reads what sysfs says of one end, e.g. {@code "16.0 GT/s PCIe"} and {@code "16"}. Whatever is not understood is
     * unknown.
     */
    public static PcieLink ofSysfs(String speed, String width) {
        String text = speed.strip();
        int unit = text.indexOf(" GT/s");
        // Kernels before 4.18 write "8 GT/s", later ones "8.0 GT/s PCIe".
        String rate = unit < 0 ? "" : text.substring(0, unit).replaceFirst("\\.0$", "");
        int generation = GENERATION_OF_RATE.getOrDefault(rate, 0);
        String digits = width.strip();
        int lanes = digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : 0;
        return new PcieLink(generation, lanes <= MAX_LANES ? lanes : 0);
    }

    /** The link between this end and {@code other}: the lower of each value, the known one where one is unknown. */
    public PcieLink with(PcieLink other) {
        return new PcieLink(lowerKnown(generation, other.generation), lowerKnown(lanes, other.lanes));
    }

    /** Whether both generation and lanes are known. */
    public boolean isKnown() {
        return generation > 0 && lanes > 0;
    }

    /**
     * Relative throughput: each generation doubles the one before. Good for comparing only; the small losses of line
     * coding are left out.
     */
    long relativeThroughput() {
        return (1L << generation) * lanes;
    }

    private static int lowerKnown(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
