package org.corelink.gpu;

import java.util.List;

/**
 * The way of a card to the processor.
 *
 * @param now how its link runs at this moment; an idle card lowers it
 * @param card what the card can do at best
 * @param slot what the slot can do at best
 * @param bottleneck the slowest link of the whole way, at its best
 */
public record PcieLinks(PcieLink now, PcieLink card, PcieLink slot, PcieLink bottleneck) {
    /** Nothing is known. */
    public static final PcieLinks UNKNOWN =
            new PcieLinks(PcieLink.UNKNOWN, PcieLink.UNKNOWN, PcieLink.UNKNOWN, PcieLink.UNKNOWN);

    /**
     * The kernel's word where it has one, else the driver's.
     *
     * @param path as the kernel tells it
     * @param now as the driver tells it
     * @param card the driver's word on what the card can do
     * @param both the driver's word on what card and system can do together
     */
    public static PcieLinks of(PciePath path, PcieLink now, PcieLink card, PcieLink both) {
        List<PcieLink> ends = path.ends();
        PcieLink slot = ends.size() > 1 ? ends.get(1) : PcieLink.UNKNOWN;
        PcieLink bottleneck = path.bottleneck();
        return new PcieLinks(
                now,
                !ends.isEmpty() && ends.getFirst().isKnown() ? ends.getFirst() : card,
                slot,
                bottleneck.isKnown() ? bottleneck : both);
    }

    /** Whether its slot or a link further up keeps the card from what it could do. */
    public boolean isHeldBack() {
        return card.isKnown()
                && bottleneck.isKnown()
                && (bottleneck.generation() < card.generation() || bottleneck.lanes() < card.lanes());
    }
}
