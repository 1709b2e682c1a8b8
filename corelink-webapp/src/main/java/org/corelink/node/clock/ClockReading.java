package org.corelink.node.clock;

import org.jspecify.annotations.Nullable;

/**
 * What one look at the clock gave.
 *
 * @param driftSeconds local clock minus NTP time, seconds; null = not known
 * @param source who tells, and why it does not know, in words for a person: {@code "chrony"}, {@code "chrony: not
 *     synchronised"}
 */
public record ClockReading(@Nullable Double driftSeconds, String source) {
    /**
     * The largest error that a source may admit and still be believed, seconds: the distance beyond which NTP itself
     * selects no server (RFC 5905, MAXDIST, as ntpd sets it).
     */
    static final double MAX_ERROR_SECONDS = 1.5;

    /** Nobody tells. */
    public static final ClockReading NONE = new ClockReading(null, "no time service answers");

    /** A source that is there and does not know. */
    static ClockReading unknown(String source, String why) {
        return new ClockReading(null, source + ": " + why);
    }

    /** The drift, unless the source admits that it may be far off; then that is said. */
    static ClockReading of(String source, double driftSeconds, double errorSeconds) {
        // The negation also catches NaN.
        boolean believed = errorSeconds >= 0 && errorSeconds <= MAX_ERROR_SECONDS && Double.isFinite(driftSeconds);
        return believed
                ? new ClockReading(driftSeconds, source)
                : unknown(source, "its error may be over " + MAX_ERROR_SECONDS + " s");
    }
}
