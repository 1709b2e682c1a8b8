package org.corelink.gossip.benchmark.report;

import java.util.Locale;

/** What a figure is measured in, and how many decimals of it say something. */
public enum Unit {
    SECONDS("s", 2),
    TIMES("", 0),
    BYTES_A_SECOND("B/s", 0),
    PACKETS_A_SECOND("/s", 1),
    CPU_MILLIS_A_SECOND("ms/s", 2),
    PERCENT("%", 0),
    MEBIBYTES("MiB", 1);

    private final String symbol;
    private final int decimals;

    Unit(String symbol, int decimals) {
        this.symbol = symbol;
        this.decimals = decimals;
    }

    /** The value with its unit, for people. */
    String format(double value) {
        String number = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return symbol.isEmpty() ? number : number + " " + symbol;
    }
}
