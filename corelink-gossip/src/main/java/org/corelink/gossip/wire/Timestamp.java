package org.corelink.gossip.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/** The field {@code timestamp}: a time for people, such as {@code 23NOV26 14:03:59utc}. */
final class Timestamp {
    /** Month names of the format, which no locale may change. */
    private static final Map<Long, String> MONTHS = Map.ofEntries(
            Map.entry(1L, "JAN"),
            Map.entry(2L, "FEB"),
            Map.entry(3L, "MAR"),
            Map.entry(4L, "APR"),
            Map.entry(5L, "MAY"),
            Map.entry(6L, "JUN"),
            Map.entry(7L, "JUL"),
            Map.entry(8L, "AUG"),
            Map.entry(9L, "SEP"),
            Map.entry(10L, "OCT"),
            Map.entry(11L, "NOV"),
            Map.entry(12L, "DEC"));

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("dd")
            .appendText(ChronoField.MONTH_OF_YEAR, MONTHS)
            .appendPattern("uu HH:mm:ss'utc'")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamp() {}

    static String format(double epochSeconds) {
        return FORMAT.format(Instant.ofEpochMilli(Math.round(epochSeconds * 1_000)));
    }
}
