package org.corelink.gossip.benchmark.contestant;

import java.time.Duration;
import java.util.List;
import org.corelink.gossip.benchmark.report.Distribution;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;

/**
 * When observers came to show something.
 *
 * @param seconds of those who did, since the start of the wait
 * @param never who did not within the limit
 * @param limit how long they had
 */
public record Outcome(Distribution seconds, List<Integer> never, Duration limit) {
    /** Takes its copy. */
    public Outcome {
        never = List.copyOf(never);
    }

    /** When the last of them did. */
    public Measurement last(Figure figure) {
        return measure(figure, seconds.last());
    }

    /** When half of them did. */
    public Measurement median(Figure figure) {
        return Measurement.of(figure, seconds.quantile(0.5));
    }

    private Measurement measure(Figure figure, double value) {
        return new Measurement(figure, never.isEmpty() ? value : limit.toNanos() / 1e9, never.size());
    }
}
