package org.corelink.gossip.lan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Notes every change that the views of several nodes show while something else goes on. */
final class Watch implements AutoCloseable {
    private static final long POLL_NANOS = 50_000_000;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private volatile boolean running = true;

    /** What {@code observer} showed of {@code member}, and for how long it had watched by then. */
    record Change(String observer, String member, State state, long afterMillis) {}

    private Watch() {}

    static Watch of(List<LanNode> nodes) throws IOException {
        Watch watch = new Watch();
        for (LanNode node : nodes) {
            NodeView view = node.view();
            watch.threads.add(Thread.ofPlatform().daemon().start(() -> watch.follow(node, view)));
        }
        return watch;
    }

    private void follow(LanNode node, NodeView view) {
        Map<String, State> shown = new HashMap<>();
        try (view) {
            while (running) {
                Map<String, State> now = new HashMap<>();
                shown.keySet().forEach(member -> now.put(member, State.GONE));
                view.all().forEach(sighting -> now.put(sighting.member(), sighting.state()));
                now.forEach((member, state) -> {
                    if (shown.put(member, state) != state) {
                        note(new Change(node.name(), member, state, millis()));
                    }
                });
                LockSupport.parkNanos(POLL_NANOS);
            }
        } catch (IOException e) {
            // The node has ended, and its view with it.
            return;
        }
    }

    private long millis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private synchronized void note(Change change) {
        changes.add(change);
    }

    /** What was noted so far, in order; begins with what was shown at the start. */
    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The changes that made a member look as if it did not run. */
    List<Change> losses() {
        return changes().stream().filter(change -> !change.state().isAlive()).toList();
    }

    /** Of one member. */
    List<State> statesOf(String member) {
        return changes().stream()
                .filter(change -> change.member().equals(member))
                .map(Change::state)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
