package org.corelink.gossip.lan;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Several nodes whose views are asked until they say what is expected. */
record Observers(List<LanNode> nodes) {
    private static final System.Logger LOG = System.getLogger(Observers.class.getName());
    private static final long POLL_NANOS = 20_000_000;

    /** What a view must say. */
    @FunctionalInterface
    interface Condition {
        boolean isTrueIn(NodeView view) throws IOException;
    }

    static Observers of(LanNode... nodes) {
        return new Observers(List.of(nodes));
    }

    /** Takes its copy. */
    Observers {
        nodes = List.copyOf(nodes);
    }

    Watch watch() throws IOException {
        return Watch.of(nodes);
    }

    /** Waits until this view has said it once, in each of them; logs how long it took for the last. */
    Duration await(String what, Duration limit, Condition condition) throws IOException {
        long start = System.nanoTime();
        for (LanNode node : nodes) {
            await(node, what, start + limit.toNanos(), condition);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        LOG.log(
                System.Logger.Level.INFO,
                "{0} at {1} nodes: after {2} ms, limit {3} ms",
                what,
                nodes.size(),
                took.toMillis(),
                limit.toMillis());
        return took;
    }

    private static void await(LanNode node, String what, long deadline, Condition condition) throws IOException {
        try (NodeView view = node.view()) {
            while (!condition.isTrueIn(view)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("not in time: " + what + " at " + node.name() + ". It shows " + view.all()
                            + ", " + view.conditions() + ", counters " + view.counters() + ", log: " + node.log());
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** Waits until each of them shows so many online, itself among them, and nobody else. */
    Duration awaitExactly(int online, Duration limit) throws IOException {
        return await(
                online + " online and nobody else", limit, view -> view.online() == online && view.notOnline() == 0);
    }

    /** Waits until each of them shows the member so. */
    Duration awaitState(String member, State state, Duration limit) throws IOException {
        return await(member + " " + state, limit, view -> view.get(member).state() == state);
    }

    /** Waits until each of them shows the member online with something that it said after a moment. */
    Duration awaitNews(String member, double epochSeconds, Duration limit) throws IOException {
        return await("news of " + member, limit, view -> {
            Sighting sighting = view.get(member);
            return sighting.state() == State.ONLINE && sighting.epochSeconds() >= epochSeconds;
        });
    }
}
