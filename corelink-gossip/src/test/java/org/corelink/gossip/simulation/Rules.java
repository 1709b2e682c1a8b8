package org.corelink.gossip.simulation;

import java.util.Arrays;

/** Where one run of a node is held to what it must do. */
final class Rules {
    private final SimulatedNode node;
    private final EventScheduler scheduler;

    Rules(SimulatedNode node, EventScheduler scheduler) {
        this.node = node;
        this.scheduler = scheduler;
    }

    /**
     * Fails unless {@code holds}.
     *
     * @param rule what a node does
     * @param about whom and what it is about
     */
    void require(boolean holds, String rule, Object... about) {
        if (!holds) {
            throw new AssertionError(scheduler.nowNanos() / 1_000_000 + " ms: " + node.label() + " breaks the rule: "
                    + rule + " " + Arrays.toString(about));
        }
    }
}
