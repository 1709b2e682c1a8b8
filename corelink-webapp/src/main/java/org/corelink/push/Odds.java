package org.corelink.push;

/**
 * How likely a decision is no, in parts of {@link RangeEncoder#CERTAIN}, and how it is learned. What is unlikely, no or yes,
 * is held to seven significant bits, so that a snapshot can say it in as few. {@code delta.js} has the same.
 */
final class Odds {
    /** Significant bits after the first. */
    private static final int BITS = 6;

    /** One decision moves the odds by 1 / 2 to the power of this. */
    private static final int SLOWNESS = 5;

    private static final int STEPS_TO_EVEN = steps(RangeEncoder.EVEN);

    private Odds() {}

    /** The odds after a decision was made. */
    static int after(int no, boolean yes) {
        int moved = yes ? no - (no >> SLOWNESS) : no + ((RangeEncoder.CERTAIN - no) >> SLOWNESS);
        int unlikely = unlikely(moved);
        int cut = unlikely >> shift(unlikely) << shift(unlikely);
        return moved <= RangeEncoder.EVEN ? cut : RangeEncoder.CERTAIN - cut;
    }

    /** By how many steps they differ from even: below 0 if yes is likely, which is 0 steps from what never happens. */
    static int step(int no) {
        int less = steps(unlikely(no)) - STEPS_TO_EVEN;
        return no <= RangeEncoder.EVEN ? less : -less;
    }

    private static int unlikely(int no) {
        return Math.min(no, RangeEncoder.CERTAIN - no);
    }

    /** How many of its last bits are always 0. */
    private static int shift(int unlikely) {
        return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(unlikely) - BITS - 1);
    }

    private static int steps(int unlikely) {
        int shift = shift(unlikely);
        return (shift << BITS) + (unlikely >> shift);
    }
}
