package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.wire.Heartbeat;

/** What this node tells everybody: its heartbeats and, in the sealed format, its inventory. */
final class Broadcast {
    private final Setting setting;
    private final MemberTable table;
    private final Conditions conditions;
    private final PeerBook peers;
    private final Announcement announcement;
    private final InventoryDesk inventories;

    Broadcast(
            Setting setting,
            MemberTable table,
            Conditions conditions,
            PeerBook peers,
            Publication publication,
            Moment now) {
        this.setting = setting;
        this.table = table;
        this.conditions = conditions;
        this.peers = peers;
        this.announcement = new Announcement(
                setting.self(),
                setting.config(),
                setting.isSealed() ? "" : setting.config().name(),
                reading(publication),
                now.epochMillis() / 1_000,
                setting.random(),
                now.nanos());
        this.inventories = new InventoryDesk(
                setting.self(), setting.config(), publication.inventory(), setting.random(), now.nanos());
        show(publication, now.nanos());
    }

    private Payload reading(Publication publication) {
        return setting.isSealed() ? publication.reading() : publication.open();
    }

    private void show(Publication publication, long nanos) {
        if (setting.isSealed()) {
            inventories.show(publication.inventory(), nanos);
            announcement.inventory(inventories.hash());
        }
    }

    void publish(Publication publication, long nanos) {
        announcement.say(reading(publication));
        show(publication, nanos);
    }

    void publishNow(Publication publication, long nanos) {
        announcement.sayNow(reading(publication));
        show(publication, nanos);
    }

    Announcement announcement() {
        return announcement;
    }

    InventoryDesk inventories() {
        return inventories;
    }

    /** What goes out now. */
    List<Outbound> due(Moment now) {
        List<Outbound> outbound = new ArrayList<>();
        if (announcement.isDue(now.nanos())) {
            Heartbeat heartbeat = announcement.next(now, this::hearing);
            outbound.add(new Outbound.Multicast(heartbeat));
            unicastTargets().forEach(to -> outbound.add(new Outbound.Unicast(heartbeat, to)));
        }
        if (setting.isSealed()) {
            outbound.addAll(inventories.due(now.nanos()));
        }
        return outbound;
    }

    private Hearing hearing() {
        NodeId self = setting.self().id();
        Set<NodeId> heard = new HashSet<>(Set.of(self));
        TreeSet<NodeId> nodes = new TreeSet<>(Set.of(self));
        for (Known known : table.all()) {
            nodes.add(known.member().id());
            if (known.isAlive()) {
                heard.add(known.member().id());
            }
        }
        return Hearing.of(nodes, heard);
    }

    /** Configured peers until they are members, and everybody if multicast reaches nobody. */
    private Set<InetAddress> unicastTargets() {
        if (conditions.isGroupSilent()) {
            return peers.all();
        }
        Set<InetAddress> targets = new LinkedHashSet<>(peers.configured());
        table.all().stream().filter(Known::isAlive).map(Known::address).forEach(targets::remove);
        return targets;
    }

    /** When the next is due, of a node that has nothing else to do, at the latest {@code latestNanos}. */
    long nextNanos(long latestNanos) {
        long due = Timing.earlier(latestNanos, announcement.nextNanos());
        return setting.isSealed() ? Timing.earlier(due, inventories.nextNanos()) : due;
    }
}
