package org.corelink.gossip.membership;

import java.util.OptionalLong;
import org.corelink.gossip.wire.Heartbeat;

/**
 * What orders the states of one node.
 *
 * @param incarnation which run of the node; empty for a 0.01.x node
 * @param sequence number of the heartbeat
 * @param epochSeconds the node's wall clock at that heartbeat
 */
record Stamp(OptionalLong incarnation, long sequence, double epochSeconds) {
    static Stamp of(Heartbeat heartbeat) {
        return new Stamp(heartbeat.incarnation(), heartbeat.sequence(), heartbeat.epochSeconds());
    }
}
