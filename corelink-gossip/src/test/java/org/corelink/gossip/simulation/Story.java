package org.corelink.gossip.simulation;

import java.util.ArrayList;
import java.util.List;

/** What was done to a cluster, for whoever has to find out why it did not bear that. */
final class Story {
    private final EventScheduler scheduler;
    private final List<String> lines = new ArrayList<>();

    Story(EventScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void tell(String what) {
        lines.add(scheduler.nowNanos() / 1_000_000 + " ms: " + what);
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}
