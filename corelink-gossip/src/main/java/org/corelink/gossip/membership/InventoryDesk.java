package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.InventoryRequest;

/** This node's inventory, for whoever needs it, and requests for those of others. */
final class InventoryDesk {
    /** Requests are gathered for this long: many together are answered once, by multicast. */
    static final Duration GATHERING = Duration.ofMillis(30);

    /** Number of askers from which on the answer is multicast. */
    static final int MULTICAST_FROM = 4;

    private final Self self;
    private final String name;
    private final RandomGenerator random;
    private final Set<InetAddress> askers = new LinkedHashSet<>();
    private final Map<NodeId, Long> asked = new HashMap<>();
    private Payload payload;
    private long version = 1;
    private boolean changed;
    private long changeSaidNanos;
    private long nextNanos;
    private long answerNanos;

    InventoryDesk(Self self, GossipConfig config, Payload payload, RandomGenerator random, long nanos) {
        this.self = self;
        this.name = config.name();
        this.payload = payload;
        this.random = random;
        this.changeSaidNanos = nanos - Timing.INVENTORY_GAP.toNanos();
        this.nextNanos = nanos;
    }

    /** Shows {@code next} from now on, and says so at once, or {@link Timing#INVENTORY_GAP} after the last change. */
    void show(Payload next, long nanos) {
        if (next.equals(payload)) {
            return;
        }
        payload = next;
        version++;
        changed = true;
        long allowedNanos = changeSaidNanos + Timing.INVENTORY_GAP.toNanos();
        nextNanos = Timing.earlier(nextNanos, Timing.isDue(allowedNanos, nanos) ? nanos : allowedNanos);
    }

    int hash() {
        return Inventory.hash(name, payload);
    }

    Inventory inventory() {
        return new Inventory(self.origin(), name, version, payload);
    }

    /** Somebody asks for it. */
    void onRequest(InetAddress from, long nanos) {
        if (askers.isEmpty()) {
            answerNanos = nanos + GATHERING.toNanos();
        }
        if (askers.size() < GossipConfig.DEFAULT_MAX_MEMBERS) {
            askers.add(from);
        }
    }

    /** What goes out now. */
    List<Outbound> due(long nanos) {
        List<Outbound> due = new ArrayList<>();
        boolean answering = !askers.isEmpty() && Timing.isDue(answerNanos, nanos);
        if (Timing.isDue(nextNanos, nanos) || (answering && askers.size() >= MULTICAST_FROM)) {
            due.add(new Outbound.Multicast(inventory()));
            changeSaidNanos = changed ? nanos : changeSaidNanos;
            changed = false;
            nextNanos = nanos + Timing.jittered(Timing.INVENTORY, Timing.DIGEST_JITTER, random);
        } else if (answering) {
            askers.forEach(asker -> due.add(new Outbound.Unicast(inventory(), asker)));
        }
        if (answering) {
            askers.clear();
        }
        return due;
    }

    long nextNanos() {
        return answerNanos(nextNanos);
    }

    /** When requests are answered, or {@code noneNanos}. */
    long answerNanos(long noneNanos) {
        return askers.isEmpty() ? noneNanos : Timing.earlier(noneNanos, answerNanos);
    }

    /** A request for the inventory of a member whose heartbeat names another than the one known; not too often. */
    Optional<Outbound> ask(Known known, int currentHash, long nanos) {
        NodeId id = known.member().id();
        if (known.inventoryHash() == currentHash) {
            asked.remove(id);
            return Optional.empty();
        }
        Long before = asked.get(id);
        if (before != null && !Timing.isDue(before + Timing.INVENTORY_REQUEST_GAP.toNanos(), nanos)) {
            return Optional.empty();
        }
        if (asked.size() >= GossipConfig.DEFAULT_MAX_MEMBERS) {
            asked.clear();
        }
        asked.put(id, nanos);
        return Optional.of(new Outbound.Unicast(new InventoryRequest(self.origin()), known.address()));
    }
}
