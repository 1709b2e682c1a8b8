package org.corelink.gossip.seal;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Update;
import org.jspecify.annotations.Nullable;

/**
 * The newest heartbeat and inventory of each node, as they came, to be passed on to those who have missed them.
 *
 * <p>Not safe for use by two threads at once.
 */
public final class Relay {
    static final int TYPE_BYTES = 1;
    static final int ADDRESS_BYTES = 4;
    static final int LENGTH_BYTES = 2;

    private final Map<NodeId, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final int maxMembers;

    /** An empty one, which keeps what {@code maxMembers} nodes said. */
    public Relay(int maxMembers) {
        this.maxMembers = maxMembers;
    }

    /**
     * Keeps a datagram if it is a heartbeat or an inventory, no longer than {@link SealedFormat#MAX_RELAYED_BYTES}, and
     * no older than what is kept of its node. When too many nodes are there, the one that has been silent for longest
     * goes.
     *
     * @param message what {@link SealedFormat#decode} has made of it
     * @param address where the node itself sent it from
     * @param datagram its {@linkplain SealedFormat#longForm long form}
     */
    public void keep(Message message, Inet4Address address, byte[] datagram) {
        if (!passesOn(message) || datagram.length > SealedFormat.MAX_RELAYED_BYTES) {
            return;
        }
        Kept of = kept.computeIfAbsent(message.origin().node(), _ -> new Kept());
        Entry entry = new Entry(message.origin(), new Update.Relayed(address, Payload.of(datagram)));
        if (message instanceof Heartbeat) {
            of.heartbeat = newer(of.heartbeat, entry);
        } else {
            of.inventory = newer(of.inventory, entry);
        }
        if (kept.size() > maxMembers) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** Whether messages of this kind are passed on. */
    static boolean passesOn(Message message) {
        return message instanceof Heartbeat || message instanceof Inventory;
    }

    /** Forgets a node. */
    public void forget(NodeId node) {
        kept.remove(node);
    }

    /**
     * What is kept of these nodes, in as few messages as they fill when each is sealed into one datagram.
     *
     * @param self who passes it on
     * @param about the nodes; those of which nothing is kept are skipped
     */
    public List<Update> updates(Origin self, Collection<NodeId> about) {
        List<Update> updates = new ArrayList<>();
        List<Update.Relayed> batch = new ArrayList<>();
        int room = SealedFormat.MAX_PLAINTEXT_BYTES - TYPE_BYTES;
        for (Update.Relayed relayed : about.stream().flatMap(this::keptOf).toList()) {
            int length = ADDRESS_BYTES + LENGTH_BYTES + relayed.datagram().length();
            if (length > room && !batch.isEmpty()) {
                updates.add(new Update(self, batch));
                batch.clear();
                room = SealedFormat.MAX_PLAINTEXT_BYTES - TYPE_BYTES;
            }
            batch.add(relayed);
            room -= length;
        }
        if (!batch.isEmpty()) {
            updates.add(new Update(self, batch));
        }
        return updates;
    }

    /** The inventory first: it may be of an earlier incarnation, which counts no more after the heartbeat. */
    private Stream<Update.Relayed> keptOf(NodeId node) {
        Kept of = kept.get(node);
        return of == null ? Stream.empty() : of.entries().map(Entry::relayed);
    }

    private static Entry newer(@Nullable Entry before, Entry now) {
        return before == null || now.incarnation() >= before.incarnation() ? now : before;
    }

    /** A datagram, and whose it is. */
    private record Entry(Origin origin, Update.Relayed relayed) {
        long incarnation() {
            return origin.incarnation().orElse(0);
        }
    }

    /** What is kept of one node. */
    private static final class Kept {
        private @Nullable Entry heartbeat;
        private @Nullable Entry inventory;

        Stream<Entry> entries() {
            return Stream.of(inventory, heartbeat).flatMap(Stream::ofNullable);
        }
    }
}
