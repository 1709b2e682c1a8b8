package org.corelink.gossip.runtime;

import org.corelink.gossip.membership.Moment;

/** Where the time comes from. */
@FunctionalInterface
public interface TimeSource {
    /** The clocks of this machine. */
    TimeSource SYSTEM = () -> new Moment(System.nanoTime(), System.currentTimeMillis());

    /** Both clocks, now. */
    Moment now();
}
