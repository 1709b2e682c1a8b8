package org.corelink.gossip.benchmark.report;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.corelink.gossip.benchmark.report.Setting.Kind;

/**
 * What is to be reached: all targets are upper limits.
 *
 * @param figure of what
 * @param limit in the unit of the figure
 */
public record Target(Figure figure, double limit) {
    /** Those that depend neither on the format nor on the number of nodes. */
    private static final Map<Figure, Double> ALWAYS = Map.ofEntries(
            entry(Figure.START, 3.0),
            entry(Figure.JOIN_SEEN, 0.3),
            entry(Figure.JOIN_FULL, 0.3),
            entry(Figure.LOSSY_JOIN_SEEN, 2.0),
            entry(Figure.LOSSY_JOIN_FULL, 2.0),
            entry(Figure.CRASH_MEDIAN, 0.5),
            entry(Figure.CRASH_LAST, 1.0),
            entry(Figure.RESTART_AFTER_EXEC, 1.0),
            entry(Figure.RESTART_AFTER_PACKET, 0.5),
            entry(Figure.UNPLUG_LAST, 4.0),
            entry(Figure.LOSSY_UNPLUG_LAST, 6.0),
            entry(Figure.FALSE_DOWN_10, 0.0),
            entry(Figure.FALSE_DOWN_25, 0.0),
            entry(Figure.FALSE_DOWN_40, 0.0),
            entry(Figure.PAUSE_ABOUT_IT, 0.0),
            entry(Figure.PAUSE_ABOUT_OTHERS, 0.0),
            entry(Figure.PARTITION_HEALED, 2.0),
            entry(Figure.RSS, 42.0),
            entry(Figure.LIVE_HEAP, 2.0));

    /** The targets are for 64 nodes and for 254: fewer must not need more. */
    private static final int SMALL = 64;

    private static final int LARGE = 254;

    /** The target of a figure; empty if there is none. */
    static Optional<Target> of(Figure figure, Setting setting) {
        if (setting.kind() == Kind.OTHER || setting.nodes() > LARGE) {
            return Optional.empty();
        }
        boolean small = setting.nodes() <= SMALL;
        return switch (figure) {
            case CPU_PROCESS -> Optional.of(new Target(figure, small ? 0.8 : 2.0));
            case RECEIVED_BYTES -> receivedBytes(small, setting.kind());
            default -> Optional.ofNullable(ALWAYS.get(figure)).map(limit -> new Target(figure, limit));
        };
    }

    private static Optional<Target> receivedBytes(boolean small, Kind kind) {
        if (kind == Kind.SEALED) {
            return Optional.of(new Target(Figure.RECEIVED_BYTES, small ? 1_600 : 6_000));
        }
        return small ? Optional.of(new Target(Figure.RECEIVED_BYTES, 12_000)) : Optional.empty();
    }

    boolean isMetBy(Measurement measurement) {
        return measurement.unfinished() == 0 && measurement.value() <= limit;
    }

    /** For the table. */
    String words() {
        return "≤ " + figure.unit().format(limit);
    }
}
