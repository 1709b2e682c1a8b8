package org.corelink.gossip.benchmark.report;

import java.util.Collection;
import java.util.List;

/** Some values, in order. */
public final class Distribution {
    private final List<Double> sorted;

    private Distribution(List<Double> sorted) {
        this.sorted = sorted;
    }

    /** Of these values. */
    public static Distribution of(Collection<Double> values) {
        return new Distribution(values.stream().sorted().toList());
    }

    /** All of them, the least first. */
    public List<Double> values() {
        return sorted;
    }

    /** The least value that is not below {@code share} of the values, from above 0 to 1; 0 if there are no values. */
    public double quantile(double share) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.clamp(rank, 1, sorted.size()) - 1);
    }

    /** The greatest; 0 if there are no values. */
    public double last() {
        return quantile(1);
    }

    /** The arithmetic mean; 0 if there are no values. */
    public double mean() {
        return sorted.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
