package org.corelink.gossip.benchmark.contestant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What all nodes show, kept from what they tell of it. Any thread. */
public final class Views {
    private final List<View> views;
    private final List<Change> log = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    /** Of so many nodes, which show nothing yet. */
    public Views(int nodes) {
        views = new ArrayList<>(IntStream.range(0, nodes).mapToObj(View::new).toList());
    }

    /** A node shows something else. */
    public synchronized void accept(Change change) {
        View view = views.get(change.observer());
        view.accept(change);
        log.add(change);
        waits.forEach(wait -> wait.look(view, change.nanos()));
        notifyAll();
    }

    /** A node starts anew, and shows nothing. */
    public synchronized void forget(int observer) {
        views.set(observer, new View(observer));
    }

    /** How many changes there were: a mark for {@link #since}. */
    public synchronized int mark() {
        return log.size();
    }

    /** The changes after a mark, in the order in which they came to be known. */
    public synchronized List<Change> since(int mark) {
        return List.copyOf(log.subList(mark, log.size()));
    }

    /** Begins to wait: notes when each of the observers first shows what is expected, counted from {@code startNanos}. */
    public synchronized Wait expect(Collection<Integer> observers, long startNanos, Predicate<View> expected) {
        Wait wait = new Wait(observers, startNanos, expected);
        observers.forEach(observer -> wait.look(views.get(observer), startNanos));
        waits.add(wait);
        return wait;
    }

    /** Waits until all have shown it, or until that long after its start. */
    public synchronized Outcome await(Wait wait, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        while (!wait.isOver() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = limit.toNanos() - (System.nanoTime() - wait.startNanos());
        }
        waits.remove(wait);
        return wait.outcome(limit);
    }
}
