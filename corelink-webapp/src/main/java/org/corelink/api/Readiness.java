package org.corelink.api;

import java.util.Optional;

/** Whether CoreLink does what it is there for: gossip has spoken, and this machine knows itself. */
final class Readiness {
    private Readiness() {}

    /** What is not done yet, in words; empty when all is. */
    static Optional<String> missing(Snapshot snapshot) {
        if (snapshot.counters().sentDatagrams() + snapshot.counters().sendFailures() == 0) {
            return Optional.of("Gossip has not sent its first heartbeat yet.");
        }
        if (snapshot.view().self().isEmpty()) {
            return Optional.of("This machine has not looked at itself yet.");
        }
        return Optional.empty();
    }
}
