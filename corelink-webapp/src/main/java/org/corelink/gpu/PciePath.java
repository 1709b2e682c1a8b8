package org.corelink.gpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What each device on the way from a card up to the processor can do at best.
 *
 * @param ends the card first, then its slot (a bridge), then every further bridge upwards
 */
public record PciePath(List<PcieLink> ends) {
    /** Takes an immutable copy of the list. */
    public PciePath {
        ends = List.copyOf(ends);
    }

    /**
     * The slowest link of the way; {@link PcieLink#UNKNOWN} if nothing is known.
     *
     * <p>Two neighbours form a link, the better one limited by the other. Going up from the card the ends pair off:
     * card and slot, then the two ports of the next cable up, and so on; between the pairs lies the inside of a
     * switch, which is no link. The slowest link counts as a whole: a 3.0 x 16 link above a 4.0 x 8 one never becomes
     * "3.0 x 8", which exists nowhere.
     */
    public PcieLink bottleneck() {
        return links().stream()
                .filter(PcieLink::isKnown)
                .min(Comparator.comparingLong(PcieLink::relativeThroughput))
                .orElse(PcieLink.UNKNOWN);
    }

    private List<PcieLink> links() {
        List<PcieLink> links = new ArrayList<>();
        for (int lower = 0; lower < ends.size(); lower += 2) {
            PcieLink upper = lower + 1 < ends.size() ? ends.get(lower + 1) : PcieLink.UNKNOWN;
            links.add(ends.get(lower).with(upper));
        }
        return links;
    }
}
