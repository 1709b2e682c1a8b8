package org.corelink.push;

/** Writes numbers as decisions, and learns from each for the next. Not for several threads. */
final class DeltaWriter {
    private final RangeEncoder out = new RangeEncoder();
    private final Learned learned;

    /** A writer that changes what was learned. */
    DeltaWriter(Learned learned) {
        this.learned = learned;
    }

    /** Writes a decision of that place. */
    void decision(int table, int place, boolean yes) {
        out.decision(learned.no(table, place), yes);
        learned.learn(table, place, yes);
    }

    /** Writes a number of 0 or more. */
    void number(int table, int value) {
        decision(table, DeltaTables.NOT_ZERO, value != 0);
        if (value != 0) {
            magnitude(table, DeltaLead.NONE.kind(), value);
        }
    }

    /** Writes a number that may be negative. */
    void signed(int table, int lead, int value) {
        decision(table, DeltaTables.NOT_ZERO + lead, value != 0);
        if (value != 0) {
            decision(table, DeltaTables.NEGATIVE + lead, value < 0);
            magnitude(table, lead, Math.abs(value));
        }
    }

    /** Its length in bits, and those below the highest: the first of them can be foreseen, the others are even. */
    private void magnitude(int table, int lead, int value) {
        int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
        int longer = DeltaTables.LONGER + lead * DeltaTables.LENGTHS;
        for (int i = 0; i <= bits; i++) {
            decision(table, longer + Math.min(i, DeltaTables.LENGTHS - 1), i < bits);
        }
        int tree = DeltaTables.BITS + (Math.min(bits, DeltaTables.LENGTHS - 1) << DeltaTables.MODELLED_BITS);
        int node = 1;
        for (int i = bits - 1; i >= 0; i--) {
            boolean bit = (value >> i & 1) == 1;
            if (bits - i > DeltaTables.MODELLED_BITS) {
                out.decision(RangeEncoder.EVEN, bit);
            } else {
                decision(table, tree + node, bit);
                node = 2 * node + (bit ? 1 : 0);
            }
        }
    }

    byte[] toBytes() {
        return out.toBytes();
    }
}
