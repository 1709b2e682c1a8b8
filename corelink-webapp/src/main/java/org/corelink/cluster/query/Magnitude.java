package org.corelink.cluster.query;

import java.math.BigDecimal;
import org.corelink.cluster.Unit;

/**
 * A number as somebody wrote it.
 *
 * @param number with the decimals that were written
 * @param symbol of its unit; empty if none was written
 * @param factor from that unit to the one in which the console counts
 */
record Magnitude(BigDecimal number, String symbol, double factor) {
    /** The symbol of a share of a whole. */
    static final String SHARE = "%";

    /** In the usual unit. */
    static Magnitude of(BigDecimal number, Unit unit) {
        return new Magnitude(number, "", unit.usual().factor());
    }

    double value() {
        return number.doubleValue() * factor;
    }

    /** Half of the last digit that was written: 24 GiB is everything that rounds to 24. */
    private double halfDigit() {
        return Math.scalb(BigDecimal.ONE.movePointLeft(number.scale()).doubleValue(), -1) * factor;
    }

    /** Whether a value rounds to it. */
    boolean isAbout(double value) {
        return Math.abs(value - value()) <= halfDigit();
    }

    /** Whether it was written as a percentage where the column counts in another unit. */
    boolean isShareOf(Unit unit) {
        return symbol.equals(SHARE) && unit != Unit.PERCENT;
    }

    @Override
    public String toString() {
        return number.toPlainString() + symbol;
    }
}
