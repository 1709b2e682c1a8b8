package org.corelink.node.clock;

import java.util.Optional;

/** Something that may know how far the local clock is from NTP time. May block for a second or two. */
@FunctionalInterface
public interface ClockSource {
    /** Asks once; empty where no such thing is there. Never throws for what the network does. */
    Optional<ClockReading> read();

    /** The first of these that is there. */
    static ClockSource firstOf(ClockSource... sources) {
        return () -> {
            for (ClockSource source : sources) {
                Optional<ClockReading> reading = source.read();
                if (reading.isPresent()) {
                    return reading;
                }
            }
            return Optional.empty();
        };
    }
}
