package org.corelink.node.link;

import java.util.Optional;

/** Asks a network driver. May block for as long as the driver does. */
@FunctionalInterface
interface LinkQuery {
    /** What the driver tells of the interface; empty if it tells nothing, or there is no such interface. */
    Optional<LinkSettings> settings(String name);
}
