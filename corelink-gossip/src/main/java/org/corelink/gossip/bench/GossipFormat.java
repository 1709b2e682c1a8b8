package org.corelink.gossip.bench;

/** Which of the two wire formats a node speaks. */
enum GossipFormat {
    OPEN,
    SEALED,
    MIXED
}
