package org.corelink.gossip.benchmark.report;

/**
 * A measured figure.
 *
 * @param figure what was measured
 * @param value in the unit of the figure; of a time that some nodes did not keep within the limit, that limit
 * @param unfinished how many nodes did not get there at all
 */
public record Measurement(Figure figure, double value, int unfinished) {
    /** One of which everything is known. */
    public static Measurement of(Figure figure, double value) {
        return new Measurement(figure, value, 0);
    }

    /** The same time, counted from a later moment. */
    public Measurement minus(double seconds) {
        return new Measurement(figure, Math.max(0, value - seconds), unfinished);
    }

    /** The one that reflects worse on whom it is about. */
    Measurement worse(Measurement other) {
        if (unfinished != other.unfinished) {
            return unfinished > other.unfinished ? this : other;
        }
        return value >= other.value ? this : other;
    }

    /** For the table. */
    String words() {
        String amount = figure.unit().format(value);
        return unfinished == 0 ? amount : "> " + amount + " at " + unfinished;
    }
}
