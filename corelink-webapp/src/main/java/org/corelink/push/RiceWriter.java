package org.corelink.push;

import java.util.Arrays;

/**
 * Writes whole numbers as few bits: by Rice's code (R. F. Rice, JPL 79-22, 1979), as lossless audio does. Numbers of one
 * kind, a context, are written with a parameter of their own, which is chosen when all of them are known. Not for several
 * threads.
 */
final class RiceWriter {
    /** Bits of a parameter. */
    static final int PARAMETER_BITS = 4;

    /** The parameter of a context whose numbers are all 0: they take no bit. */
    static final int ALL_ZERO = 15;

    /** So many ones say that the number follows in 32 bits. */
    static final int ESCAPE = 20;

    private static final int MAX_PARAMETER = 14;
    private static final int BIT = -1;

    private final int contexts;
    private int[] kinds = new int[256];
    private int[] values = new int[256];
    private int size;

    /** A writer of numbers of so many kinds. */
    RiceWriter(int contexts) {
        this.contexts = contexts;
    }

    /** Adds a number of 0 or more. */
    void number(int context, int value) {
        add(context, value);
    }

    /** Adds a number that may be negative: 0, -1, 1, -2, … are written as 0, 1, 2, 3, … */
    void signed(int context, int value) {
        add(context, (value << 1) ^ (value >> 31));
    }

    /** Adds one bit. */
    void bit(boolean value) {
        add(BIT, value ? 1 : 0);
    }

    private void add(int kind, int value) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        kinds[size] = kind;
        values[size++] = value;
    }

    /** The parameter of each context. */
    int[] parameters() {
        long[][] bits = new long[contexts][MAX_PARAMETER + 1];
        boolean[] used = new boolean[contexts];
        for (int i = 0; i < size; i++) {
            if (kinds[i] != BIT) {
                used[kinds[i]] |= values[i] != 0;
                for (int k = 0; k <= MAX_PARAMETER; k++) {
                    bits[kinds[i]][k] += cost(values[i], k);
                }
            }
        }
        int[] parameters = new int[contexts];
        for (int context = 0; context < contexts; context++) {
            parameters[context] = used[context] ? cheapest(bits[context]) : ALL_ZERO;
        }
        return parameters;
    }

    private static int cheapest(long[] bits) {
        int best = 0;
        for (int k = 1; k < bits.length; k++) {
            best = bits[k] < bits[best] ? k : best;
        }
        return best;
    }

    private static int cost(int value, int parameter) {
        int ones = value >>> parameter;
        return ones < ESCAPE ? ones + 1 + parameter : ESCAPE + Integer.SIZE;
    }

    /** Writes everything that was added, with these parameters. */
    void writeTo(BitWriter out, int[] parameters) {
        for (int i = 0; i < size; i++) {
            if (kinds[i] == BIT) {
                out.bits(values[i], 1);
            } else if (parameters[kinds[i]] != ALL_ZERO) {
                write(out, values[i], parameters[kinds[i]]);
            }
        }
    }

    private static void write(BitWriter out, int value, int parameter) {
        int ones = value >>> parameter;
        if (ones >= ESCAPE) {
            out.bits(-1, ESCAPE);
            out.bits(value, Integer.SIZE);
        } else {
            // The ones and a zero.
            out.bits(-2, ones + 1);
            out.bits(value, parameter);
        }
    }
}
