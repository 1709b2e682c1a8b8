package org.corelink.gossip.benchmark.contestant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.corelink.gossip.benchmark.report.Distribution;

/** Observers that are to show something, each once. Guarded by {@link Views}. */
public final class Wait {
    private final Set<Integer> waiting;
    private final List<Double> seconds = new ArrayList<>();
    private final long startNanos;
    private final Predicate<View> expected;

    Wait(Collection<Integer> observers, long startNanos, Predicate<View> expected) {
        this.waiting = new TreeSet<>(observers);
        this.startNanos = startNanos;
        this.expected = expected;
    }

    long startNanos() {
        return startNanos;
    }

    /** An observer shows this since {@code nanos}. */
    void look(View view, long nanos) {
        if (waiting.contains(view.observer()) && expected.test(view)) {
            waiting.remove(view.observer());
            seconds.add(Math.max(0, nanos - startNanos) / 1e9);
        }
    }

    boolean isOver() {
        return waiting.isEmpty();
    }

    Outcome outcome(Duration limit) {
        return new Outcome(Distribution.of(seconds), List.copyOf(waiting), limit);
    }
}
