package org.corelink.cluster.machine;

import org.corelink.cluster.Cell;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;

/** The links of a GPU in words. */
final class PcieCells {
    private PcieCells() {}

    /** How the link runs now. */
    static Cell now(PcieLinks pcie) {
        boolean lowered = pcie.now().isKnown()
                && pcie.now().generation() < pcie.bottleneck().generation();
        Cell now = link(pcie.now());
        return lowered ? now.withHint("lowered while idle, which is normal") : now;
    }

    /** What the whole way can do at best, and what the card could do in a better place. */
    static Cell best(PcieLinks pcie) {
        Cell best = link(pcie.bottleneck());
        return pcie.isHeldBack()
                ? Cell.of(best.text() + ", the card could do "
                                + link(pcie.card()).text())
                        .withHint(limit(pcie))
                : best;
    }

    private static String limit(PcieLinks pcie) {
        return pcie.bottleneck().equals(pcie.card().with(pcie.slot()))
                ? "limited by the slot"
                : "limited by a link further up to the processor";
    }

    /** {@code "4.0 x 16"}; what is unknown of it is not told. */
    static Cell link(PcieLink link) {
        if (link.isKnown()) {
            return Cell.of(link.toLimit());
        }
        if (link.generation() > 0) {
            return Cell.of("generation " + link.generation());
        }
        return link.lanes() > 0 ? Cell.of(link.lanes() + " lanes") : Cell.UNKNOWN;
    }
}
