package org.corelink.gossip.benchmark.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one contestant achieved in one cluster: of each figure the worst that was measured. Mutable, one thread. */
public final class Column {
    private final String title;
    private final Setting setting;
    private final Map<Figure, Measurement> measured = new EnumMap<>(Figure.class);

    /** An empty one. */
    public Column(String title, Setting setting) {
        this.title = title;
        this.setting = setting;
    }

    /** Takes what was measured. */
    public void addAll(Collection<Measurement> measurements) {
        measurements.forEach(one -> measured.merge(one.figure(), one, Measurement::worse));
    }

    String title() {
        return title;
    }

    boolean has(Figure figure) {
        return measured.containsKey(figure);
    }

    /** The figure, and whether the target is met where there is one. */
    String cell(Figure figure) {
        Measurement measurement = measured.get(figure);
        if (measurement == null) {
            return "";
        }
        return target(figure)
                .map(target -> measurement.words() + (target.isMetBy(measurement) ? " met" : " **missed**"))
                .orElseGet(measurement::words);
    }

    /** What is to be reached; empty if there is no target. */
    Optional<Target> target(Figure figure) {
        return Target.of(figure, setting);
    }
}
