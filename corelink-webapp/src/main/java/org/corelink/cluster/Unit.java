package org.corelink.cluster;

import java.util.List;
import java.util.Optional;

/** What the numbers of a column are measured in, and how a person may write them. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are immutable.
public enum Unit {
    /** A plain number. */
    NUMBER(),
    /** Share of a whole. */
    PERCENT(new Symbol("%", 1)),
    /** MiB; written in GiB. */
    MEMORY(
            new Symbol("GiB", 1_024),
            new Symbol("MiB", 1),
            new Symbol("TiB", 1 << 20),
            new Symbol("GB", 1e9 / (1 << 20)),
            new Symbol("MB", 1e6 / (1 << 20)),
            new Symbol("TB", 1e12 / (1 << 20))),
    /** Degrees Celsius. */
    TEMPERATURE(new Symbol("°C", 1), new Symbol("C", 1)),
    /** W. */
    POWER(new Symbol("W", 1), new Symbol("kW", 1_000)),
    /** MHz. */
    FREQUENCY(new Symbol("MHz", 1), new Symbol("GHz", 1_000)),
    /** Mbit/s; written in Gbit/s. */
    SPEED(new Symbol("Gbit/s", 1_000), new Symbol("Mbit/s", 1), new Symbol("Gbit", 1_000), new Symbol("Mbit", 1)),
    /** kbit/s. */
    RATE(new Symbol("kbit/s", 1), new Symbol("Mbit/s", 1_000), new Symbol("kbit", 1), new Symbol("Mbit", 1_000)),
    /** Seconds. */
    DURATION(
            new Symbol("s", 1),
            new Symbol("min", 60),
            new Symbol("m", 60),
            new Symbol("h", 3_600),
            new Symbol("d", 86_400),
            new Symbol("ms", 0.001)),
    /** Seconds; written in milliseconds. */
    OFFSET(new Symbol("ms", 0.001), new Symbol("s", 1), new Symbol("min", 60), new Symbol("m", 60));

    private final List<Symbol> symbols;

    Unit(Symbol... symbols) {
        this.symbols = List.of(symbols);
    }

    /**
     * One way to write it.
     *
     * @param text as it is shown
     * @param factor from this to the unit in which the console counts
     */
    public record Symbol(String text, double factor) {}

    /** All ways to write it, the one that a number without any has first; empty for a plain number. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** The one that a number without any has. */
    public Symbol usual() {
        return symbols.isEmpty() ? new Symbol("", 1) : symbols.getFirst();
    }

    /** The symbol that is written so, in large or small letters. */
    public Optional<Symbol> symbol(String written) {
        return symbols.stream()
                .filter(symbol -> symbol.text().equalsIgnoreCase(written))
                .findFirst();
    }
}
