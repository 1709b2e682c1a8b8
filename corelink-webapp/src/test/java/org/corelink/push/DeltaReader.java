package org.corelink.push;

/** The opposite of {@link RangeEncoder} and {@link DeltaWriter}, as {@code delta.js} has it too. */
final class DeltaReader {
    private static final long LEAST_RANGE = 1L << 24;

    private final byte[] bytes;
    private final Learned learned;
    private int at;
    private long range = 0xffff_ffffL;
    private long code;

    DeltaReader(byte[] bytes, Learned learned) {
        this.bytes = bytes;
        this.learned = learned;
        for (int i = 0; i < Integer.BYTES; i++) {
            code = code << Byte.SIZE | next();
        }
    }

    private int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    boolean decision(int no) {
        long bound = (range >>> 16) * no;
        boolean yes = code >= bound;
        code -= yes ? bound : 0;
        range = yes ? range - bound : bound;
        while (range < LEAST_RANGE) {
            range <<= Byte.SIZE;
            code = code << Byte.SIZE | next();
        }
        return yes;
    }

    boolean decision(int table, int place) {
        boolean yes = decision(learned.no(table, place));
        learned.learn(table, place, yes);
        return yes;
    }

    int number(int table) {
        return decision(table, DeltaTables.NOT_ZERO) ? magnitude(table, DeltaLead.NONE.kind()) : 0;
    }

    int signed(int table, int lead) {
        if (!decision(table, DeltaTables.NOT_ZERO + lead)) {
            return 0;
        }
        boolean negative = decision(table, DeltaTables.NEGATIVE + lead);
        int value = magnitude(table, lead);
        return negative ? -value : value;
    }

    private int magnitude(int table, int lead) {
        int bits = 0;
        int longer = DeltaTables.LONGER + lead * DeltaTables.LENGTHS;
        while (decision(table, longer + Math.min(bits, DeltaTables.LENGTHS - 1))) {
            bits++;
        }
        int tree = DeltaTables.BITS + (Math.min(bits, DeltaTables.LENGTHS - 1) << DeltaTables.MODELLED_BITS);
        int value = 1;
        for (int i = 0; i < bits; i++) {
            boolean bit = i < DeltaTables.MODELLED_BITS ? decision(table, tree + value) : decision(RangeEncoder.EVEN);
            value = 2 * value + (bit ? 1 : 0);
        }
        return value;
    }
}
