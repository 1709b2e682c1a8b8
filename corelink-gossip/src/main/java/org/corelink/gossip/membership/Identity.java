package org.corelink.gossip.membership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.corelink.gossip.NodeId;

/**
 * Who this node is in this run.
 *
 * @param self its name
 * @param incarnation tells this run from all others of the name: greater than that of every earlier run, unless the
 *     wall clock was set back in between
 * @param firstSequence number of the first heartbeat
 */
public record Identity(NodeId self, long incarnation, long firstSequence) {
    /**
     * The identity of a run that starts now.
     *
     * <p>The incarnation is the wall clock in microseconds: fine enough that two machines of one name do not share it.
     * The sequence starts at the wall clock in seconds, and since it grows by at most one a second, it never overtakes
     * the clock: a 0.01.x peer, which knows sequences only, finds every later run newer.
     */
    public static Identity startingAt(NodeId self, Instant now) {
        return new Identity(self, ChronoUnit.MICROS.between(Instant.EPOCH, now), now.getEpochSecond());
    }
}
