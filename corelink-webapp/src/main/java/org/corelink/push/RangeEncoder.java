package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes decisions between no and yes, each in as few bits as it was to be expected: a range coder (G. N. N. Martin,
 * 1979), which hands on its carry as LZMA does. Not for several threads.
 */
final class RangeEncoder {
    /** Odds are in parts of this. */
    static final int CERTAIN = 1 << 16;

    /** Of a decision that nobody can foresee. */
    static final int EVEN = CERTAIN / 2;

    private static final int ODDS_BITS = 16;
    private static final long MAX = 0xffff_ffffL;
    private static final long LEAST_RANGE = 1L << 24;

    /** From here on the topmost byte cannot become one more by a carry without being counted. */
    private static final long CARRY_POSSIBLE = 0xff00_0000L;

    private static final int BYTES_OF_LOW = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long low;
    private long range = MAX;

    /** The last byte, and how many of 0xff after it, all of which a carry would change. */
    private int held;

    private int heldBytes = 1;

    /**
     * Writes one decision.
     *
     * @param no how likely it is no, in parts of {@link #CERTAIN}; neither 0 nor all
     */
    void decision(int no, boolean yes) {
        long bound = (range >>> ODDS_BITS) * no;
        if (yes) {
            low += bound;
            range -= bound;
        } else {
            range = bound;
        }
        while (range < LEAST_RANGE) {
            range <<= Byte.SIZE;
            shiftLow();
        }
    }

    private void shiftLow() {
        if (low < CARRY_POSSIBLE || low > MAX) {
            int carry = (int) (low >>> Integer.SIZE);
            out.write(held + carry);
            for (; heldBytes > 1; heldBytes--) {
                out.write(0xff + carry);
            }
            held = (int) (low >>> 24) & 0xff;
            heldBytes = 0;
        }
        heldBytes++;
        low = (low << Byte.SIZE) & MAX;
    }

    /** Ends. A reader takes what would follow the last byte as 0. */
    byte[] toBytes() {
        long last = low + range - 1;
        int zeros = Integer.SIZE;
        while (rounded(zeros) > last) {
            zeros--;
        }
        low = rounded(zeros);
        for (int i = 0; i < BYTES_OF_LOW; i++) {
            shiftLow();
        }
        // The first byte is always 0: nothing is carried beyond it.
        byte[] all = out.toByteArray();
        int end = all.length;
        while (end > 1 && all[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(all, 1, end);
    }

    /** The least number from {@code low} on that ends with so many zero bits. */
    private long rounded(int zeros) {
        long unit = 1L << zeros;
        return (low + unit - 1) / unit * unit;
    }
}
