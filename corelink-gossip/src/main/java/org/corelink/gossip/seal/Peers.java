package org.corelink.gossip.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.corelink.gossip.wire.BinaryFormat;
import org.jspecify.annotations.Nullable;

/**
 * The nodes whose datagrams could be opened, and the runs of each. Strangers never get in, so they cannot push anybody
 * out. When it is full, the node that has been silent for longest goes: it is known again with its next long form.
 */
final class Peers {
    /** Most nodes. */
    static final int MAX_NODES = 1_024;

    /** Most runs of a node: two copies of one machine, each under two keys. */
    static final int MAX_RUNS = 4;

    private final Map<Long, Peer> bySender = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Integer, List<Run>> byKeyId = new HashMap<>();

    /** What is known of a node, or null. */
    @Nullable
    Peer get(long sender) {
        return bySender.get(sender);
    }

    /** The runs that a key id stands for: almost always one or none. */
    List<Run> withKeyId(int keyId) {
        return byKeyId.getOrDefault(keyId, List.of());
    }

    /** Lets a run in; it takes the place of the node's runs of a lower incarnation, whose datagrams are history now. */
    void add(Run run) {
        long sender = BinaryFormat.bitsOf(run.origin().node());
        Peer peer = bySender.computeIfAbsent(sender, _ -> new Peer());
        long incarnation = run.incarnation();
        peer.removeIf(old -> old.incarnation() < incarnation);
        if (peer.runs.size() == MAX_RUNS) {
            Run oldest = peer.runs.getFirst();
            peer.removeIf(oldest::equals);
        }
        peer.incarnation = incarnation;
        peer.runs.add(run);
        byKeyId.computeIfAbsent(run.keyId(), _ -> new ArrayList<>()).add(run);
        if (bySender.size() > MAX_NODES) {
            Iterator<Peer> eldest = bySender.values().iterator();
            eldest.next().removeIf(_ -> true);
            eldest.remove();
        }
    }

    /** Forgets runs whose keys are gone. */
    void removeIf(Predicate<Run> isGone) {
        bySender.values().removeIf(peer -> {
            peer.removeIf(isGone);
            return peer.runs.isEmpty();
        });
    }

    /** One node: its newest incarnation, and the runs of that. */
    final class Peer {
        private final List<Run> runs = new ArrayList<>(1);
        private long incarnation;

        long incarnation() {
            return incarnation;
        }

        /** The run that a datagram in long form is of, or null. */
        @Nullable
        Run runOf(byte[] datagram) {
            for (Run run : runs) {
                if (Envelope.isOf(run.header(), datagram)) {
                    return run;
                }
            }
            return null;
        }

        /** What has come of the run of a datagram in long form under other keys; an empty history if nothing has. */
        History historyOf(byte[] datagram) {
            return runs.stream()
                    .filter(run -> Envelope.isOfSameRun(run.header(), datagram))
                    .map(Run::history)
                    .findFirst()
                    .orElseGet(History::new);
        }

        private void removeIf(Predicate<Run> isGone) {
            runs.removeIf(run -> {
                boolean gone = isGone.test(run);
                if (gone) {
                    byKeyId.computeIfPresent(run.keyId(), (_, all) -> without(run, all));
                }
                return gone;
            });
        }

        private static @Nullable List<Run> without(Run run, List<Run> all) {
            all.removeIf(other -> other == run);
            return all.isEmpty() ? null : all;
        }
    }
}
