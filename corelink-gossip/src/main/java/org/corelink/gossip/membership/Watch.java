package org.corelink.gossip.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.corelink.gossip.NodeId;

/**
 * The members that this node sends its beats to, and those that it watches: its neighbours on the {@link Ring}, so that
 * the cost of liveness does not depend on the number of members.
 */
final class Watch {
    /** Time over which the loss of beats is measured. */
    private static final long LOSS_WINDOW_NANOS = 5_000_000_000L;

    private final Self self;
    private final MemberTable table;
    private long seenRevision = -1;
    private List<NodeId> successors = List.of();
    private final Map<NodeId, Long> watchedSince = new HashMap<>();
    private final Map<NodeId, Long> lastBeats = new HashMap<>();
    private long nextBeatNanos;
    private long windowStartNanos;
    private int beats;
    private long beatNanos;
    private double loss;

    Watch(Self self, MemberTable table, long nanos) {
        this.self = self;
        this.table = table;
        this.nextBeatNanos = nanos;
        this.windowStartNanos = nanos;
    }

    /** Follows who is there; what is watched anew has one beat of time to speak. */
    void refresh(long attentiveNanos) {
        if (seenRevision == table.ringRevision()) {
            return;
        }
        seenRevision = table.ringRevision();
        NavigableSet<NodeId> alive = new TreeSet<>();
        for (Known known : table.all()) {
            if (known.isAlive() && known.isWatcher()) {
                alive.add(known.member().id());
            }
        }
        successors = Ring.successors(alive, self.id(), Timing.WATCHERS);
        List<NodeId> predecessors = Ring.predecessors(alive, self.id(), Timing.WATCHERS);
        watchedSince.keySet().retainAll(predecessors);
        lastBeats.keySet().retainAll(predecessors);
        predecessors.forEach(id -> watchedSince.putIfAbsent(id, attentiveNanos + Timing.BEAT.toNanos()));
    }

    /** Which {@link MemberTable#ringRevision} the neighbours are of. */
    long seenRevision() {
        return seenRevision;
    }

    /** The members that beats go to. */
    List<Known> successors() {
        return known(successors);
    }

    /** The members that watch this node, and those that it watches: who has to know when it goes. */
    Set<Known> neighbours() {
        Set<Known> neighbours = new LinkedHashSet<>(successors());
        neighbours.addAll(known(watchedSince.keySet()));
        return neighbours;
    }

    /** Whether this node sends its beats to that member. */
    boolean beatsTo(NodeId id) {
        return successors.contains(id);
    }

    /** Number of members that this node watches. */
    int watched() {
        return watchedSince.size();
    }

    /** The watched members that have given no sign of life for {@code nanos}. */
    List<Known> silent(long nanos, long attentiveNanos) {
        List<Known> silent = new ArrayList<>();
        for (Known known : known(watchedSince.keySet())) {
            if (silence(known, attentiveNanos) >= nanos) {
                silent.add(known);
            }
        }
        return silent;
    }

    /** How long a member has given no sign of life; of a watched one, not before it was watched. */
    long silence(Known known, long attentiveNanos) {
        long since = watchedSince.getOrDefault(known.member().id(), known.signNanos());
        return Math.min(attentiveNanos - since, attentiveNanos - known.signNanos());
    }

    /**
     * Whether a member sends its beats to this node. One that does not, since its ring is another (it knows others than
     * this node does, or speaks another format with them), may have been silent here for long before it paused.
     */
    boolean isBeating(Known known) {
        Long beatNanos = lastBeats.get(known.member().id());
        return beatNanos != null
                && known.signNanos() - beatNanos <= Timing.BEAT.multipliedBy(2).toNanos();
    }

    private List<Known> known(Iterable<NodeId> ids) {
        List<Known> known = new ArrayList<>(Timing.WATCHERS);
        for (NodeId id : ids) {
            Known found = table.get(id);
            if (found != null && found.isAlive()) {
                known.add(found);
            }
        }
        return known;
    }

    /** Whether beats are due now; plans the next ones if so. */
    boolean takeBeat(long nanos) {
        if (!Timing.isDue(nextBeatNanos, nanos)) {
            return false;
        }
        // From when they were due, not from now: the rhythm of the turns must not stretch that of the beats.
        long nextNanos = nextBeatNanos + Timing.BEAT.toNanos();
        nextBeatNanos = Timing.isDue(nextNanos, nanos) ? nanos + Timing.BEAT.toNanos() : nextNanos;
        return true;
    }

    /** A beat of that member has come. */
    void beat(NodeId from, long attentiveNanos) {
        if (!watchedSince.containsKey(from)) {
            return;
        }
        Long before = lastBeats.put(from, attentiveNanos);
        if (before != null) {
            beats++;
            beatNanos += attentiveNanos - before;
        }
        if (Timing.isDue(windowStartNanos + LOSS_WINDOW_NANOS, attentiveNanos)) {
            measure(attentiveNanos);
        }
    }

    private void measure(long attentiveNanos) {
        if (beatNanos > 0) {
            double lost = Math.clamp(1 - beats * (double) Timing.BEAT.toNanos() / beatNanos, 0, 1);
            loss = (loss + lost) / 2;
        }
        beats = 0;
        beatNanos = 0;
        windowStartNanos = attentiveNanos;
    }

    /**
     * Share of the beats of the watched members that were lost of late, 0 to 1. Only what is missing between two beats
     * counts: the silence of a member that has died must not make its watchers more patient with it.
     */
    double loss() {
        return loss;
    }
}
