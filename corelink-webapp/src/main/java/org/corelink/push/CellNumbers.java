package org.corelink.push;

import java.util.Arrays;
import org.corelink.cluster.Cell;

/**
 * A cell as its shape, which hardly ever changes, and the numbers in it, which change all the time: {@code "12.3 / 24.0
 * GiB"} is the shape "one decimal, slash, one decimal, GiB" with the numbers 123 and 240. Nothing is lost: shape and
 * numbers give the very text again, so that only the server knows how numbers are written. {@code delta.js} takes cells
 * apart in the same way.
 *
 * @param shape equal for cells that differ in their numbers alone
 * @param numbers those of the text, those of the hint, and the length of the bar unless it is the first of them, or what
 *     percentage the first is of the second
 */
@SuppressWarnings("ArrayRecordComponent") // Compared element by element, below.
record CellNumbers(String shape, int[] numbers) {
    /** Stands in a shape before the count of decimals. No text of the console has control characters. */
    private static final char NUMBER = 0;

    private static final char NEXT = 1;

    /** The same of a number with its sign, as "+3": zero is written as "+0". */
    private static final char SIGNED = 2;

    private static final String NO_BAR = "-";
    private static final String BAR_IS_FIRST = "=";
    private static final String BAR_IS_SHARE = "%";
    private static final String OWN_BAR = "+";

    /** Longer ones stay text: they must fit an int, and so must any change. */
    private static final int MAX_DIGITS = 9;

    /** Most numbers that are looked for in a cell. */
    private static final int MAX_NUMBERS = 32;

    /** Takes the cell apart. */
    static CellNumbers of(Cell cell) {
        Scan scan = new Scan();
        scan.add(cell.text());
        boolean isShare = scan.count > 1 && scan.share() == cell.bar();
        scan.shape.append(NEXT);
        scan.add(cell.hint());
        scan.shape.append(NEXT);
        if (cell.bar() == Cell.NO_BAR) {
            scan.shape.append(NO_BAR);
        } else if (isShare) {
            scan.shape.append(BAR_IS_SHARE);
        } else if (scan.count > 0 && scan.numbers[0] == cell.bar()) {
            scan.shape.append(BAR_IS_FIRST);
        } else {
            scan.shape.append(OWN_BAR);
            scan.numbers[scan.count++] = cell.bar();
        }
        return new CellNumbers(scan.shape.toString(), Arrays.copyOf(scan.numbers, scan.count));
    }

    /** Whether the other differs from this in its numbers alone. */
    boolean hasShapeOf(CellNumbers other) {
        return shape.equals(other.shape);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellNumbers cell && shape.equals(cell.shape) && Arrays.equals(numbers, cell.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return shape + Arrays.toString(numbers);
    }

    /** What was found so far. */
    private static final class Scan {
        private final StringBuilder shape = new StringBuilder();
        private final int[] numbers = new int[MAX_NUMBERS + 1];
        private int count;

        /** What percentage the first number is of the second. */
        private int share() {
            return numbers[1] <= 0 ? Cell.NO_BAR : Math.clamp(Math.round(100.0 * numbers[0] / numbers[1]), 0, 100);
        }

        private void add(String text) {
            int at = 0;
            while (at < text.length()) {
                int from = isSign(text, at) ? at + 1 : at;
                int end = endOfDigits(text, from);
                if (end == from) {
                    shape.append(text.charAt(at++));
                } else {
                    int fraction = end < text.length() && text.charAt(end) == '.' ? endOfDigits(text, end + 1) : end;
                    // "12." is a number and a full stop.
                    int all = fraction == end + 1 ? end : fraction;
                    addNumber(text, at, from, end, all);
                    at = all;
                }
            }
        }

        /** One within a word is a hyphen. */
        private static boolean isSign(String text, int at) {
            return (text.charAt(at) == '+' || text.charAt(at) == '-') && (at == 0 || text.charAt(at - 1) == ' ');
        }

        private static int endOfDigits(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at;
        }

        /** Digits that would not be written so again, as 007, stay text, and so does the sign of -0. */
        private void addNumber(String text, int sign, int from, int point, int to) {
            int decimals = Math.max(0, to - point - 1);
            boolean padded = text.charAt(from) == '0' && point - from > 1;
            if (padded || point - from + decimals > MAX_DIGITS || count == MAX_NUMBERS) {
                shape.append(text, sign, to);
                return;
            }
            int number = 0;
            for (int i = from; i < to; i++) {
                number = i == point ? number : 10 * number + text.charAt(i) - '0';
            }
            boolean negative = sign < from && text.charAt(sign) == '-';
            boolean signed = sign < from && !(negative && number == 0);
            shape.append(text, sign, signed ? sign : from);
            shape.append(signed ? SIGNED : NUMBER).append((char) ('0' + decimals));
            numbers[count++] = negative ? -number : number;
        }
    }
}
