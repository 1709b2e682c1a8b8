package org.corelink.gossip.membership;

import java.util.random.RandomGenerator;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;

/**
 * What all parts of one node's protocol share.
 *
 * @param format the format that it speaks
 * @param self who it is
 * @param random decides every random delay and choice
 * @param clock the time during which it was able to hear others
 * @param startNanos monotonic time of its start
 */
record Setting(
        Format format, GossipConfig config, Self self, RandomGenerator random, AttentiveClock clock, long startNanos) {
    boolean isSealed() {
        return format == Format.SEALED;
    }

    long attentiveNanos(long nanos) {
        return clock.at(nanos);
    }
}
