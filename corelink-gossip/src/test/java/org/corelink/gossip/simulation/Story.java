package org.corelink.gossip.simulation;

import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.MembershipEvent;

/** What was done to a cluster, for whoever has to find out why it did not bear that. */
final class Story {
    /** Whether what the nodes notice is told too. */
    private static final boolean DETAILED = Boolean.getBoolean("corelink.seed.detailed");

    private final EventScheduler scheduler;
    private final List<String> lines = new ArrayList<>();

    Story(EventScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void tell(String what) {
        lines.add(scheduler.nowNanos() / 1_000_000 + " ms: " + what);
    }

    /** A node has noticed something. */
    void tell(SimulatedNode node, MembershipEvent event) {
        if (DETAILED) {
            tell("    " + node.label() + " notices " + event);
        }
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}
