package org.corelink.cluster.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ring of {@link History#STEPS} values of each of some quantities, all in one array: the quantities one after the other,
 * each a column of its own. Not safe for threads.
 */
final class Track {
    private static final byte ALL_BITS = (byte) 0xff;

    private final List<TrackedQuantity> quantities;
    private final byte[] codes;

    /** A track on which nothing is known. */
    Track(List<TrackedQuantity> quantities) {
        this.quantities = quantities;
        codes = new byte[bytes(quantities)];
        Arrays.fill(codes, ALL_BITS);
    }

    /** Bytes that a track of these quantities takes, without the head of its object and its array. */
    static int bytes(List<TrackedQuantity> quantities) {
        return History.STEPS
                * quantities.stream().mapToInt(TrackedQuantity::bytes).sum();
    }

    /**
     * Sets the values in one slot.
     *
     * @param values gives null for what is unknown
     */
    void set(int slot, Function<TrackedQuantity, @Nullable Integer> values) {
        int column = 0;
        for (TrackedQuantity quantity : quantities) {
            int width = quantity.bytes();
            int code = quantity.code(values.apply(quantity));
            for (int i = 0; i < width; i++) {
                codes[column + slot * width + i] = (byte) (code >>> (Byte.SIZE * i));
            }
            column += width * History.STEPS;
        }
    }

    /** Forgets the values in one slot. */
    void clear(int slot) {
        set(slot, _ -> null);
    }

    /** The newest {@code count} values of each quantity, the oldest first, up to the slot {@code last}. */
    List<Course> courses(int last, int count) {
        return quantities.stream()
                .map(quantity -> course(quantity, last, count))
                .toList();
    }

    /** The same of one of its quantities. */
    Course course(TrackedQuantity quantity, int last, int count) {
        int column = bytes(quantities.subList(0, quantities.indexOf(quantity)));
        List<@Nullable Integer> values = new ArrayList<>(count);
        for (int step = count - 1; step >= 0; step--) {
            values.add(value(quantity, column, Math.floorMod(last - step, History.STEPS)));
        }
        return new Course(quantity, values);
    }

    private @Nullable Integer value(TrackedQuantity quantity, int column, int slot) {
        int width = quantity.bytes();
        int code = 0;
        for (int i = 0; i < width; i++) {
            code |= Byte.toUnsignedInt(codes[column + slot * width + i]) << (Byte.SIZE * i);
        }
        return quantity.value(code);
    }
}
