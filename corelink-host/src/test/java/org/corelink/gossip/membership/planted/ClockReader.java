package org.corelink.gossip.membership.planted;

import java.time.Instant;
import java.util.function.Supplier;

final class ClockReader {
    static final Supplier<Instant> CLOCK = Instant::now;

    private ClockReader() {}
}
