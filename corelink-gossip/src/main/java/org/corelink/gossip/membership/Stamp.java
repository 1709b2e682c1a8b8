package org.corelink.gossip.membership;

import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Origin;

/**
 * What orders the states of one node.
 *
 * @param origin which run, and how often it has refuted
 * @param sequence number of the heartbeat
 * @param epochSeconds the node's wall clock at that heartbeat
 */
record Stamp(Origin origin, long sequence, double epochSeconds) {
    static Stamp of(Heartbeat heartbeat) {
        return new Stamp(heartbeat.origin(), heartbeat.sequence(), heartbeat.epochSeconds());
    }

    boolean hasIncarnation() {
        return origin.incarnation().isPresent();
    }

    /** The incarnation, or 0 of a 0.01.x node. */
    long incarnation() {
        return origin.incarnation().orElse(0);
    }
}
