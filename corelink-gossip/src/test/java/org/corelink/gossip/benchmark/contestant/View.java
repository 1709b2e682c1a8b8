package org.corelink.gossip.benchmark.contestant;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.corelink.gossip.lan.State;

/** What one node shows of the others. Mutable; guarded by {@link Views}. */
public final class View {
    private static final Change NOTHING = new Change(0, "", "", State.GONE, 0, 0, "");

    private final int observer;
    private final Map<String, Change> shown = new HashMap<>();

    /** Of nobody so far; {@code observer} is the index of the node. */
    View(int observer) {
        this.observer = observer;
    }

    /** The index of the node whose view it is. */
    public int observer() {
        return observer;
    }

    void accept(Change change) {
        if (change.state() == State.GONE) {
            shown.remove(change.id());
        } else {
            shown.put(change.id(), change);
        }
    }

    /** How many others are online. */
    public int online() {
        return (int) shown.values().stream()
                .filter(change -> change.state() == State.ONLINE)
                .count();
    }

    /** How many others are taken for running. */
    public int alive() {
        return (int) shown.values().stream()
                .filter(change -> change.state().isAlive())
                .count();
    }

    /** What is shown of the member of that name. */
    public State state(String name) {
        return of(name).state();
    }

    /** Whether the member is online with something that it said then or later. */
    public boolean hasNews(String name, double epochSeconds) {
        Change change = of(name);
        return change.state() == State.ONLINE && change.epochSeconds() >= epochSeconds;
    }

    private Change of(String name) {
        return shown.values().stream()
                .filter(change -> change.name().equals(name))
                // Of two runs of one member that an observer holds, the later one.
                .max(Comparator.comparingLong(Change::nanos))
                .orElse(NOTHING);
    }
}
