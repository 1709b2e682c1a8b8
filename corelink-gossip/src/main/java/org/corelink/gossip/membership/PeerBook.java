package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;
import org.corelink.gossip.GossipConfig;

/**
 * Addresses that other nodes were heard from, also of those that are no longer members: where to knock when multicast is
 * silent. Bounded: who was heard longest ago makes room.
 */
final class PeerBook {
    private static final int CAPACITY = GossipConfig.DEFAULT_MAX_MEMBERS;

    private final Set<InetAddress> configured;

    /** Least recently heard first. */
    private final SequencedMap<InetAddress, Boolean> heard = new LinkedHashMap<>();

    PeerBook(GossipConfig config) {
        configured = new LinkedHashSet<>(config.peers());
    }

    void heard(InetAddress address) {
        heard.remove(address);
        heard.putLast(address, true);
        if (heard.size() > CAPACITY) {
            heard.pollFirstEntry();
        }
    }

    /** The addresses that the configuration names. */
    Set<InetAddress> configured() {
        return configured;
    }

    /** All addresses, the configured ones first. */
    Set<InetAddress> all() {
        Set<InetAddress> all = new LinkedHashSet<>(configured);
        all.addAll(heard.keySet());
        return all;
    }
}
