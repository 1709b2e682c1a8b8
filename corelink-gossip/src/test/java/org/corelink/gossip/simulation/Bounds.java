package org.corelink.gossip.simulation;

import java.time.Duration;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.membership.Timing;

/** By when everybody knows of what happens to one member of a cluster that is calm, on a network that is whole. */
final class Bounds {
    /** Longest time on the way, on a network that is whole. */
    private static final Duration HOP = SimulatedNetwork.DELAY;

    /** What is said to all, and wakes them: once there, it is known. */
    static final Duration NEWS = HOP;

    /** Two refusals: the first follows the next beat, the second an extra beat at once; then the verdict. */
    static final Duration CRASH = Timing.BEAT.plus(HOP.multipliedBy(4)).plus(NEWS);

    /** The last beat was read one rhythm after it came. */
    static final Duration POWER_CUT = Timing.RHYTHM.plus(Timing.DOWN_AFTER).plus(HOP).plus(NEWS);

    /**
     * The first beat calls the others to read the first heartbeat; then they greet the newcomer, who, in the sealed
     * format, challenges them in turn.
     */
    static final Duration JOIN = Timing.GREETING_SPREAD.multipliedBy(2).plus(HOP.multipliedBy(8));

    /** An urgent change waits for its gap, and is read in the rhythm. */
    static final Duration READING = Timing.HEARTBEAT_GAP.plus(Timing.RHYTHM).plus(HOP);

    /** Who wakes refutes at once what he finds said about him. */
    static final Duration REFUTATION = HOP.multipliedBy(2).plus(NEWS);

    private Bounds() {}

    /** By then a member that lives has spoken again. */
    static Duration heartbeat(GossipConfig config) {
        return config.heartbeat().plus(config.jitter()).plus(Timing.RHYTHM).plus(HOP);
    }


    /** A member whose last word came at any time within a heartbeat, from its end on; judged in the rhythm. */
    static Duration stale(GossipConfig config) {
        return config.staleAfter().plus(Timing.RHYTHM.multipliedBy(2));
    }

    /** The same for its removal. */
    static Duration removal(GossipConfig config) {
        return config.removeAfter().plus(Timing.RHYTHM.multipliedBy(2));
    }
}
