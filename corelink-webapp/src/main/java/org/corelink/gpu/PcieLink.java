package org.corelink.gpu;

/**
 * A PCI Express link.
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
}
