package org.corelink.push;

/**
 * What one change lets one expect of another that goes along with it. Where the utilisation rose by three points, the power
 * will hardly fall.
 *
 * @param kind the direction of the one, and roughly how far; 0 if it is none
 * @param expected the step of the other; 0 if that is not known
 */
record DeltaLead(int kind, int expected) {
    private static final int MAX_BITS = 5;

    /** All kinds that there are: none, and up and down by 1 to {@link #MAX_BITS} bits. */
    static final int COUNT = 1 + 2 * MAX_BITS;

    /** Nothing to expect. */
    static final DeltaLead NONE = new DeltaLead(0, 0);

    /** The lead that a change by {@code step} gives. */
    static DeltaLead of(int step) {
        return of(step, 0);
    }

    /** The same where the other moves by {@code factor} for each step. */
    static DeltaLead of(int step, int factor) {
        int bits = Math.min(MAX_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(step)));
        return new DeltaLead(step < 0 ? MAX_BITS + bits : bits, factor * step);
    }
}
